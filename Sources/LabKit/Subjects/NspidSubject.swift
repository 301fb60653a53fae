internal import Isolation

/// The pid of a process as one pid namespace counts: `{nspid: PROCESS, level: NAMESPACE}`.
struct NspidSubject: Subject {
  let process: String
  let level: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try fields.take("is").map { value throws(FormatError) in try Comparison(value, names) }
    return Comparing(
      subject: NspidSubject(
        process: try names.binding(value), level: try names.binding(fields.need("level"))),
      comparison: comparison ?? .atLeast(1))
  }

  var label: Text { Text(en: "the pid of \(process) in \(level)", zh: "\(process) 在 \(level) 中的 PID ") }

  func read(_ look: Look) -> Reading {
    for name in [process, level] where !look.isBound(name) { return .unbound(name) }
    guard let status = look.status(of: process) else { return .gone(process) }
    // How deep the namespace lies shows in any process that lives in it.
    guard let resident = look.representative(of: level),
      let depth = look.table.processes[resident]?.levels.count
    else { return .gone(level) }
    guard status.levels.indices.contains(depth - 1) else {
      return .missing(Text(en: "\(process) is not visible in \(level)", zh: "在 \(level) 中看不到 \(process)"))
    }
    return .value("\(status.levels[depth - 1])", source: "NSpid in /proc/\(status.pid)/status")
  }
}
