import Console
import Isolation
import LabKit

/// Reads what a person answers to a question.
struct Answers {
  let screen: Screen
  /// For those who have read the question in another terminal.
  static let elsewhere = Text(en: "(this goes on in the lab's first terminal)", zh: "（请到实验的第一个终端里继续）")

  /// A typed line; nil at the end of the input.
  func line() -> String? {
    screen.aside?(Self.elsewhere)
    while true {
      screen.terminal.write("> ")
      guard let line = screen.terminal.answer() else { return nil }
      let isInterrupt = line.contains("\u{3}")
      guard isInterrupt || Self.isForTheShell(line) else { return line }
      if isInterrupt { screen.terminal.write("\n") }
      screen.say(
        Text(
          en: "(? if you do not know; to leave the lab, type exit in the shell that comes next)",
          zh: "（不知道就输入 ?；要离开实验，请在接下来的 shell 中输入 exit）"))
    }
  }

  /// What is meant for a shell, which is not there while a question is.
  private static func isForTheShell(_ line: String) -> Bool {
    let words = line.split { $0.isWhitespace }
    return words == ["exit"] || words == ["quit"] || words.count > 1 && words[0] == "lab"
  }

  /// The place of one of so many choices: by a letter, a number, or their full-width forms; nil for "I
  /// do not know".
  func choice(of count: Int) -> Int? {
    while true {
      guard let line = line() else { return nil }
      let typed = line.unicodeScalars.filter { !$0.properties.isWhitespace }
      guard let scalar = typed.first else { continue }
      // U+FF01...U+FF5E are the full-width forms of ASCII.
      let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
      if value == 63 { return nil }
      let index = (49...57).contains(value) ? Int(value) - 49 : Int(value | 0x20) - 97
      if typed.count <= 2, (0..<count).contains(index) { return index }
      let last = screen.letter(count - 1)
      screen.say(
        Text(
          en: "(\"\(line)\" is none of the choices: a to \(last), or ? if you do not know)",
          zh: "（没有“\(line)”这个选项：请输入 a 到 \(last)，不知道就输入 ?）"))
    }
  }
}
