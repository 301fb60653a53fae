internal import Isolation

/// Whether what was bound still lives: `{alive: NAME}`, `{ended: NAME}`.
///
/// A process is known by its pid and its start time, so a new one with the old number is no survivor.
struct AliveSubject: Subject {
  let process: String
  let wantsAlive: Bool

  static let alive: Vocabulary.Read = { value, fields, names throws(FormatError) in
    Comparing(
      subject: AliveSubject(process: try names.binding(value), wantsAlive: true), comparison: .atLeast(1))
  }
  static let ended: Vocabulary.Read = { value, fields, names throws(FormatError) in
    Comparing(
      subject: AliveSubject(process: try names.binding(value), wantsAlive: false), comparison: .equal("0"))
  }

  var label: Text {
    Text(en: "the number of living processes of \(process)", zh: "\(process) 仍在运行的进程数")
  }

  func read(_ look: Look) -> Reading {
    guard case .processes(let all)? = look.bindings[process] else { return .unbound(process) }
    let living = all.filter { look.isAlive($0) }
    return .value(
      "\(living.count)", source: all.map { "/proc/\($0.pid)" }.joined(separator: ", "))
  }

  /// With how those ended that have, where the kernel has told: `it is 0: 1234 killed by SIGKILL`.
  func observed(_ value: String, _ look: Look) -> Text {
    guard case .processes(let all)? = look.bindings[process] else { return observed(value) }
    let ended = all.compactMap { process -> Text? in
      guard !look.isAlive(process), let words = look.endings[process.pid]?.words else { return nil }
      return Text(en: "\(process.pid) \(words.in(.english))", zh: "\(process.pid) \(words.in(.chinese))")
    }
    if ended.isEmpty { return observed(value) }
    func list(_ language: Language, _ comma: String) -> String {
      ended.map { $0.in(language) }.joined(separator: comma)
    }
    return observed(value).joined(Text(en: ": \(list(.english, ", "))", zh: "：\(list(.chinese, "，"))"))
  }
}
