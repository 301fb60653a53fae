/// A process while it is looked at.
///
/// Its directory in /proc is held open, so that its number cannot come to mean another process.
public struct ComparedProcess: ~Copyable {
  public let pid: Int32
  public let isSelf: Bool
  let directory: Descriptor

  /// nil for the caller. ENOENT if there is no such process, ESRCH if it has ended.
  public init(_ pid: Int32?) throws(Errno) {
    let open = try Descriptor(opening: CString("/proc/" + (pid.map(String.init) ?? "self")))
    self.pid = try Self.status(open).pid
    directory = open
    isSelf = pid == nil
  }

  /// ESRCH if it has ended: what was read meanwhile may be of half a process.
  public borrowing func checkAlive() throws(Errno) { _ = try Self.status(directory) }

  /// ESRCH of a zombie as well: it has no namespaces any more.
  private static func status(_ directory: borrowing Descriptor) throws(Errno) -> ProcessStatus {
    let text = String(decoding: try directory.open("status").readAll(), as: UTF8.self)
    let status = ProcessStatus(status: text, stat: "")
    if !status.isAlive { throw .noProcess }
    return status
  }

  /// The path of a file of it, for those who cannot use the directory that is held.
  borrowing func path(_ file: String) -> String { "/proc/\(isSelf ? "self" : "\(pid)")/\(file)" }

  /// A small file of its directory, as lines.
  borrowing func lines(_ file: String) throws(KernelError) -> [String] {
    do throws(Errno) {
      let text = String(decoding: try directory.open(CString(file)).readAll(), as: UTF8.self)
      return text.split(separator: "\n").map(String.init)
    } catch {
      throw KernelError("open(\"\(path(file))\")", error)
    }
  }

  /// Where a link of its directory leads.
  borrowing func link(_ file: String) throws(KernelError) -> String {
    do throws(Errno) { return try directory.readLink(CString(file)).text } catch {
      throw KernelError("readlink(\"\(path(file))\")", error)
    }
  }

  /// One field of its status; nil where the kernel has none of that name. proc_pid_status(5)
  package borrowing func field(_ name: String) -> String? {
    for line in (try? lines("status")) ?? [] where line.hasPrefix(name + ":") {
      return line.dropFirst(name.count + 1).split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
    return nil
  }

  /// What is told by a process in its namespace of that kind.
  borrowing func told(_ telling: some Telling, in kind: NamespaceKind) throws(KernelError) -> String {
    let file = "ns/\(kind.name)"
    if try link(file) == (try? Descriptor(opening: "/proc/self").readLink(CString(file)).text) {
      do throws(Errno) { return try telling.tell() } catch { throw KernelError(telling.call, error) }
    }
    do throws(Failure) {
      return try Inside.tell(telling, in: kind, at: CString(path(file)))
    } catch {
      throw error.error
    }
  }
}
