internal import CLinux

extension Search {
  /// Open files that are namespaces, and sockets that belong to another network namespace.
  mutating func lookAtFiles(of pid: Int32, _ own: [UInt64], _ isDenied: inout Bool) {
    let net = kinds.firstIndex { $0.kind == .net }
    do throws(Errno) {
      let directory = try proc.open(CString(pid, "/fd"))
      for file in try directory.numbers() {
        let number = link(CString(file, ""), in: directory, &isDenied)
        if link.isPath {
          lookAtNamedFile(file, of: pid, in: directory)
          continue
        }
        guard let number else { continue }
        if let kind = link.kind {
          if depth.contains(.descriptors), isWanted(kind) {
            add(.descriptor(file, of: pid), to: kind, number)
          }
        } else if depth.contains(.sockets), link.isSocket, let net {
          guard let namespace = namespace(ofSocket: number, file, of: pid, &isDenied) else { continue }
          if namespace != own[net] { add(.socket(file, of: pid), to: .net, namespace) }
        }
      }
    } catch {
      isDenied = isDenied || error.isDenial
    }
  }

  /// One that was opened by a name, of a bind mount that may have gone meanwhile: the link tells the name.
  private mutating func lookAtNamedFile(_ file: Int32, of pid: Int32, in directory: borrowing Descriptor) {
    var found = cl_identity()
    guard depth.contains(.descriptors),
      unsafe cl_identify_cached(directory.raw, CString(file, "").bytes, &found) == 0, found.device == device,
      let kind = try? NamespaceFile(directory.open(CString(file, ""))).kind(), isWanted(kind)
    else { return }
    add(.descriptor(file, of: pid), to: kind, found.inode)
  }

  /// pidfd_getfd(2), and SIOCGSKNS of the duplicate: socket(7) tells of no other way.
  private mutating func namespace(
    ofSocket socket: UInt64, _ file: Int32, of pid: Int32, _ isDenied: inout Bool
  ) -> UInt64? {
    if let known = sockets[socket] { return known }
    do throws(Errno) {
      let process = Descriptor(raw: try Errno.check(cl_pidfd_open(pid)))
      let namespace = NamespaceFile(Descriptor(raw: try Errno.check(cl_ns_of_socket(process.raw, file))))
      let number = try namespace.descriptor.identity().inode
      sockets[socket] = number
      // There is no path by which it could be found again.
      relate(place(of: .net, number), through: namespace)
      return number
    } catch {
      isDenied = isDenied || error.isDenial
      return nil
    }
  }
}
