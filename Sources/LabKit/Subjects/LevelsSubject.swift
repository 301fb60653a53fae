internal import Isolation

/// How many pids a process has, one for each pid namespace it is visible in: `{levels: N, of: NAME}`.
struct LevelsSubject: Subject {
  let process: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try Comparison(value, names)
    return Comparing(
      subject: LevelsSubject(process: try names.binding(fields.need("of"))), comparison: comparison)
  }

  var label: Text { Text(en: "the number of pids of \(process)", zh: "\(process) 的 PID 个数") }

  func read(_ look: Look) -> Reading {
    guard look.isBound(process) else { return .unbound(process) }
    guard let status = look.status(of: process) else { return .gone(process) }
    return .value(
      "\(status.levels.count)", source: "NSpid \(status.levelsText) in /proc/\(status.pid)/status")
  }
}

extension ProcessStatus {
  var levelsText: String { levels.map(String.init).joined(separator: " ") }
}
