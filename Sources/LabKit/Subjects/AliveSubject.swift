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
    var groups: [(words: Text, pids: [Int32])] = []
    for process in all where !look.isAlive(process) {
      guard let words = look.endings[process.pid]?.words else { continue }
      if let place = groups.firstIndex(where: { $0.words == words }) {
        groups[place].pids.append(process.pid)
      } else {
        groups.append((words, [process.pid]))
      }
    }
    if groups.isEmpty { return observed(value) }
    func list(_ language: Language, _ comma: String) -> String {
      groups.map { group in
        Self.named(group.pids).in(language) + group.words.in(language)
      }.joined(separator: comma)
    }
    return observed(value).joined(Text(en: ": \(list(.english, "; "))", zh: "：\(list(.chinese, "；"))"))
  }

  /// A few by number, many by how many they are.
  private static func named(_ pids: [Int32]) -> Text {
    if pids.count > 4 { return Text(en: "\(pids.count) of them ", zh: "\(pids.count) 个进程") }
    let numbers = pids.map(String.init)
    return Text(en: numbers.joined(separator: ", ") + " ", zh: numbers.joined(separator: "、") + " ")
  }
}
