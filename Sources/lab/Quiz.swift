import Console
import Isolation
import LabKit

/// Asks for predictions and observations, and says what is to be said of each answer.
final class Quiz {
  private let screen: Screen
  /// The order of the choices, shuffled once, and what was predicted.
  private var choices: [Choice] = []
  private var predicted: Choice?

  init(_ screen: Screen) { self.screen = screen }

  func predict(_ prediction: Prediction, _ guide: StepGuide, filled: (String) -> String) {
    choices = guide.choices.map { Choice(id: $0.id, text: filled($0.text), remark: filled($0.remark)) }
      .shuffled()
    screen.question(filled(guide.question), choices)
    predicted = read()
  }

  /// What did you see? The kernel's answer is the prediction's; nobody is graded.
  func observe(_ prediction: Prediction, _ guide: StepGuide, filled: (String) -> String) {
    if choices.isEmpty {
      choices = guide.choices.map { Choice(id: $0.id, text: filled($0.text), remark: filled($0.remark)) }
        .shuffled()
    }
    screen.line("\n" + Text(en: "What did you see?", zh: "你看到了什么？").in(screen.language))
    for (index, choice) in choices.enumerated() { screen.line("  \(screen.letter(index)))  \(choice.text)") }
    screen.line("  ?)  " + Text(en: "I do not know", zh: "不知道").in(screen.language))
    let seen = read()
    if let seen { screen.line("\(seen.text) \(seen.remark)") }
    if seen?.id != prediction.answer, let right = choices.first(where: { $0.id == prediction.answer }) {
      let label = Text(en: "What the kernel shows: ", zh: "内核显示的是：").in(screen.language)
      screen.line("\(label)\(right.text) \(right.remark)")
    }
    if let predicted {
      let same = predicted.id == prediction.answer
      screen.note(
        (same
          ? Text(en: "You predicted it.", zh: "你预测对了。")
          : Text(en: "You had predicted: \(predicted.text)", zh: "你原先的预测：\(predicted.text)")).in(
            screen.language))
    }
    (choices, predicted) = ([], nil)
  }

  func ask(_ question: String, answer: String?) {
    screen.line("\n" + question)
    screen.terminal.write("> ")
    let typed = (Terminal.input.readLine() ?? "").filter { !$0.isWhitespace }
    guard let answer else { return }
    screen.say(
      typed == answer
        ? Text(en: "Yes, the kernel says \(answer).", zh: "对，内核给出的也是 \(answer)。")
        : Text(en: "The kernel says \(answer).", zh: "内核给出的是 \(answer)。"))
  }

  /// A letter, a number, or their full-width forms; nil for "I do not know".
  private func read() -> Choice? {
    while true {
      screen.terminal.write("> ")
      guard let line = Terminal.input.readLine() else { return nil }
      guard let scalar = line.unicodeScalars.first(where: { !$0.properties.isWhitespace }) else { continue }
      // U+FF01...U+FF5E are the full-width forms of ASCII.
      let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
      if value == 63 { return nil }
      let index = (49...57).contains(value) ? Int(value) - 49 : Int(value | 0x20) - 97
      if choices.indices.contains(index) { return choices[index] }
    }
  }
}
