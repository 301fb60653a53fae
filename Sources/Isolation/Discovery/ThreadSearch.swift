internal import CLinux

extension Search {
  /// Threads may be in other namespaces than their process, as far as setns(2) lets them.
  ///
  /// `own`: those of the process, 0 where they are not known.
  mutating func lookAtThreads(of pid: Int32, _ own: [UInt64], _ isDenied: inout Bool) {
    var identity = cl_identity()
    // As many links as subdirectories, and two: so three stand for one thread.
    let path = CString(pid, "/task")
    guard unsafe cl_identify(proc.raw, path.bytes, &identity) == 0, identity.links != 3 else { return }
    do throws(Errno) {
      let tasks = try proc.open(path)
      for thread in try tasks.numbers() where thread != pid {
        look(at: thread, of: pid, in: tasks, own, &isDenied)
      }
    } catch {
      isDenied = isDenied || error.isDenial
    }
  }

  private mutating func look(
    at thread: Int32, of pid: Int32, in tasks: borrowing Descriptor, _ own: [UInt64], _ isDenied: inout Bool
  ) {
    guard let directory = try? tasks.place(CString(thread, "/ns")) else { return }
    var its = own
    for index in kinds.indices {
      guard let number = link(kinds[index].file, in: directory, &isDenied) else { continue }
      its[index] = number
      if number != own[index] { add(.thread(thread, of: pid), to: kinds[index].kind, number) }
    }
    if depth.contains(.forChildren) { lookForChildren(of: thread, directory, its, &isDenied) }
  }
}
