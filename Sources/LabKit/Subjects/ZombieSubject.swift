internal import Isolation

/// How many ended children a process has not asked for: `{zombies: NAME, is: N}`. wait(2)
struct ZombiesSubject: Subject {
  let process: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try fields.take("is").map { value throws(FormatError) in try Comparison(value, names) }
    return Comparing(
      subject: ZombiesSubject(process: try names.binding(value)), comparison: comparison ?? .atLeast(1))
  }

  var label: Text { Text(en: "the number of zombies below \(process)", zh: "\(process) 的僵尸子进程数") }

  func read(_ look: Look) -> Reading {
    guard look.isBound(process) else { return .unbound(process) }
    guard let parent = look.status(of: process) else { return .gone(process) }
    let zombies = look.table.processes.values.filter { $0.parent == parent.pid && $0.state == "Z" }
    return .value("\(zombies.count)", source: "/proc/\(parent.pid)/task/\(parent.pid)/children")
  }
}

/// Whether bound processes have ended and their parent has asked how: `{reaped: NAME}`. A zombie has not been.
struct ReapedSubject: Subject {
  let process: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    Comparing(subject: ReapedSubject(process: try names.binding(value)), comparison: .equal("0"))
  }

  var label: Text {
    Text(en: "the number of processes of \(process) that are still there", zh: "\(process) 中仍然存在的进程数")
  }

  func read(_ look: Look) -> Reading {
    guard case .processes(let all)? = look.bindings[process] else { return .unbound(process) }
    // In a bustle the table may lack a process that is there.
    let there = all.compactMap { process in
      (look.table.processes[process.pid] ?? (try? ProcessStatus(of: process.pid))).flatMap {
        $0.started == process.started ? $0 : nil
      }
    }
    let zombies = there.count { $0.state == "Z" }
    let source = all.map { "/proc/\($0.pid)" }.joined(separator: ", ")
    return .value("\(there.count)", source: zombies > 0 ? "Z \(zombies): \(source)" : source)
  }
}
