internal import CLinux
internal import Isolation

/// A lab shell that a program types into, and whose answers it reads.
///
/// The prompt is a mark that no program prints by chance, with the exit status in it. It is in the
/// environment, so shells that are started from this shell have it as well.
final class DrivenShell {
  private let shell: LabShell
  /// What has been read and not yet been given out.
  private var pending: [UInt8] = []

  /// U+001E, the record separator of ASCII.
  private static let mark: UInt8 = 0x1E

  init(in session: Session, language: Language, deadline: Int64) throws(LabError) {
    shell = try LabShell(
      in: session, ["/bin/sh"],
      environment: [
        "PS1": "\u{1E}$?\u{1E}", "PS2": "", "TERM": "dumb",
        "LC_ALL": language == .chinese ? "zh_CN.UTF-8" : "C",
      ], echo: false)
    guard answer(before: deadline) != nil else {
      throw .other(Text(en: "the lab's shell does not answer", zh: "实验的 shell 没有响应"))
    }
  }

  struct Answer: Equatable {
    let output: String
    /// What the shell's `$?` was.
    let status: Int32
  }

  /// Types a line and waits for the next prompt; nil if none comes in time.
  func type(_ line: String, before deadline: Int64) -> Answer? {
    // What came in the meantime, such as the word that a background process was killed.
    while let more = shell.pty.read(within: 0), !more.isEmpty {}
    pending = []
    shell.pty.write(Array((line + "\n").utf8))
    return answer(before: deadline)
  }

  private func answer(before deadline: Int64) -> Answer? {
    while true {
      if let found = takeAnswer() { return found }
      let left = deadline - cl_now()
      guard left > 0, let more = shell.pty.read(within: Int32(clamping: min(left, 1000))) else { return nil }
      pending += more
    }
  }

  private func takeAnswer() -> Answer? {
    guard let first = pending.firstIndex(of: Self.mark),
      let second = pending[(first + 1)...].firstIndex(of: Self.mark)
    else { return nil }
    let status = Int32(String(decoding: pending[(first + 1)..<second], as: UTF8.self)) ?? 0
    let output = String(decoding: pending[..<first].filter { $0 != 13 }, as: UTF8.self)
    pending.removeSubrange(...second)
    return Answer(output: output, status: status)
  }
}
