internal import CLinux

extension Errno {
  /// What belongs to somebody else, and not what has just ended.
  var isDenial: Bool { self == .accessDenied || self == .notPermitted }
}

extension Search {
  /// One readlink for each process and kind.
  mutating func searchProcesses() throws(Errno) {
    var last = [(number: UInt64, place: Int)](repeating: (0, 0), count: kinds.count)
    let pids = try proc.numbers().sorted()
    // Some other directory: in a proc there is always one.
    guard !pids.isEmpty else { throw .noEntry }
    for pid in pids {
      var isDenied = false
      look(at: pid, &last, &isDenied)
      if isDenied { unreadable += 1 }
    }
  }

  private mutating func look(
    at pid: Int32, _ last: inout [(number: UInt64, place: Int)], _ isDenied: inout Bool
  ) {
    var own = [UInt64](repeating: 0, count: kinds.count)
    do throws(Errno) {
      let directory = try proc.place(CString(pid, "/ns"))
      for index in kinds.indices {
        guard let number = link(kinds[index].file, in: directory, &isDenied) else { continue }
        own[index] = number
        // Nearly always that of the process before.
        if last[index].number != number {
          last[index] = (number, place(of: kinds[index].kind, number))
        }
        add(pid, at: last[index].place)
      }
      if depth.contains(.forChildren) { lookForChildren(of: pid, directory, own, &isDenied) }
    } catch {
      isDenied = isDenied || error.isDenial
    }
    if depth.contains(.threads) { lookAtThreads(of: pid, own, &isDenied) }
    if !depth.isDisjoint(with: [.descriptors, .sockets]), pid != me { lookAtFiles(of: pid, own, &isDenied) }
  }

  /// nil for what is not there, or not shown.
  mutating func link(
    _ file: CString, in directory: borrowing Descriptor, _ isDenied: inout Bool
  ) -> UInt64? {
    do throws(Errno) { return try link.number(of: file, in: directory.raw) } catch {
      isDenied = isDenied || error.isDenial
      return nil
    }
  }

  /// Where the children of a process or thread will be, if that is elsewhere.
  mutating func lookForChildren(
    of task: Int32, _ directory: borrowing Descriptor, _ own: [UInt64], _ isDenied: inout Bool
  ) {
    for index in kinds.indices where kinds[index].kind.isForChildren {
      let kind = kinds[index].kind
      guard let number = link(CString(kind.newFile), in: directory, &isDenied), number != own[index] else {
        continue
      }
      add(.forChildren(of: task), to: kind, number)
    }
  }
}
