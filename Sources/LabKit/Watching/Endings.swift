internal import Isolation

/// How processes of the session have ended, where the kernel has told of it.
struct Endings: Sendable {
  private var all: [Int32: Ending] = [:]
  /// Those of the session, living or not.
  private var ours: Set<Int32> = []

  subscript(pid: Int32) -> Ending? { all[pid] }

  /// These are of the session.
  mutating func follow(_ members: [Int32]) { ours.formUnion(members) }

  mutating func note(_ event: ProcessEvent) {
    if let parent = event.parent {
      // A number that is given away again is another process.
      all[event.pid] = nil
      if ours.contains(parent) { ours.insert(event.pid) } else { ours.remove(event.pid) }
    }
    if let ending = event.ending, ours.contains(event.pid) { all[event.pid] = ending }
  }
}

extension Ending {
  /// `ended (exit status 1)`, `killed by SIGKILL`
  var words: Text {
    switch self {
    case .exited(let status): Text(en: "ended (exit status \(status))", zh: "已退出（退出状态 \(status)）")
    case .killed(let signal):
      Text(en: "killed by \(Signal(number: signal))", zh: "被 \(Signal(number: signal)) 终止")
    }
  }
}
