import Console
import Isolation
import LabKit

/// Asks for predictions and observations, and says what is to be said of each answer.
struct Quiz {
  let screen: Screen
  /// Stands for the learner: choices are shuffled once for each.
  let token: String
  private var answers: Answers { Answers(screen: screen) }

  init(_ screen: Screen, token: String) {
    self.screen = screen
    self.token = token
  }

  /// The choices in this learner's order.
  func choices(_ step: LabStep, _ guide: StepGuide, _ filled: (String) -> String) -> [Choice] {
    var generator = SeededGenerator(token + step.id)
    return guide.choices.map { Choice(id: $0.id, text: filled($0.text), remark: filled($0.remark)) }
      .shuffled(using: &generator)
  }

  /// The id of what is predicted; nil for "I do not know".
  func predict(_ question: String, _ choices: [Choice]) -> String? {
    screen.question(question, choices)
    return answers.choice(of: choices.count).map { choices[$0].id }
  }

  /// What did you see? The kernel's answer is the prediction's; nobody is graded.
  func observe(_ choices: [Choice], answer: String) -> String? {
    screen.line("\n" + Text(en: "What did you see?", zh: "你看到了什么？").in(screen.language))
    screen.options(choices.map(\.text))
    let seen = answers.choice(of: choices.count).map { choices[$0] }
    if let seen { screen.paragraph("\(seen.sentences)") }
    if seen?.id != answer { tell(answer, of: choices, Text(en: "What the kernel shows: ", zh: "内核显示的是：")) }
    return seen?.id
  }

  /// The right one, with its remark.
  func tell(_ answer: String, of choices: [Choice], _ label: Text) {
    guard let right = choices.first(where: { $0.id == answer }) else { return }
    screen.paragraph("\(label.in(screen.language))\(right.sentences)")
  }

  /// `predicted`: empty for "I do not know".
  func compare(_ predicted: String, with answer: String, _ choices: [Choice]) {
    let text: Text
    if predicted == answer {
      text = Text(en: "You predicted it.", zh: "你预测对了。")
    } else if let choice = choices.first(where: { $0.id == predicted }) {
      text = Text(en: "You had predicted: \(choice.text)", zh: "你原先的预测：\(choice.text)")
    } else {
      return
    }
    screen.note(text.in(screen.language))
  }

  /// What was typed, as far as it counts.
  func ask(_ question: String, _ ask: Ask, answer: String?) -> String {
    screen.line("\n" + question)
    let given: String
    if ask.kind == .choice {
      screen.options(ask.choices)
      given = answers.choice(of: ask.choices.count).map { ask.choices[$0] } ?? ""
    } else {
      given = ask.given((answers.line() ?? "").asASCII)
    }
    guard let answer else {
      screen.say(Text(en: "The kernel does not tell it any more.", zh: "现在已无法从内核得知答案。"))
      return given
    }
    if given == answer {
      screen.say(Text(en: "Yes, the kernel says \(answer).", zh: "对，内核给出的也是 \(answer)。"))
    } else if given.isEmpty {
      screen.say(Text(en: "The kernel says \(answer).", zh: "内核给出的是 \(answer)。"))
    } else {
      screen.say(
        Text(
          en: "You say \(given), the kernel says \(answer).", zh: "你的回答是 \(given)，内核给出的是 \(answer)。"))
    }
    return given
  }
}

extension String {
  /// Full-width letters and digits as those of ASCII.
  var asASCII: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          (0xFF01...0xFF5E).contains(scalar.value)
            ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar.value == 0x3000 ? " " : scalar
        }))
  }
}
