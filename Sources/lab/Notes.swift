import Console
import Isolation
import LabKit

/// What the one who demonstrates has beside it: the next command, the expected answer, the hints.
struct Notes {
  private let lab: Lab
  private let file: SpeakerNotes
  private let screen: Screen
  private var head = ""
  private var body: [String] = []

  init(_ lab: Lab, _ file: SpeakerNotes, _ screen: Screen) {
    self.lab = lab
    self.file = file
    self.screen = screen
  }

  private func word(_ english: String, _ chinese: String) -> String {
    screen.pad(Text(en: english, zh: chinese).in(screen.language), 9)
  }

  mutating func stepBegins(_ step: LabStep, _ number: Int, _ guide: StepGuide, _ filled: (String) -> String) {
    head = "L\(lab.number) \(lab.id)  \(number)/\(lab.steps.count)  \(step.id)"
    body = []
    if let prediction = step.prediction {
      if let table = prediction.table {
        for row in table.rows {
          let answers = table.columns.map { "\($0) \(table.answer(row, $0))" }.joined(separator: ", ")
          body.append(word("answer", "答案") + "\(row): \(answers)")
        }
      } else if let index = guide.choices.firstIndex(where: { $0.id == prediction.answer }) {
        let choice = guide.choices[index]
        body.append(
          word("answer", "答案") + "\(screen.letter(index))) \(filled(choice.text)) \(filled(choice.remark))")
      }
    }
    for command in step.commands {
      body.append(word("command", "命令") + "\(command.shell)$ \(filled(command.type))\(failure(command))")
    }
    for hint in guide.hints { body.append(word("hint", "提示") + filled(hint)) }
    body.append(word("why", "原因") + filled(guide.why))
    write(word("next", "接着") + Text(en: "the prediction", zh: "预测").in(screen.language))
  }

  private func failure(_ command: LabCommand) -> String {
    guard let words = command.fails?.words else { return "" }
    return Text(en: "   (must fail with \(words))", zh: "   （应当失败：\(words)）").in(screen.language)
  }

  func next(_ line: String, _ command: LabCommand) {
    write(word("next", "接着") + "\(command.shell)$ \(line)\(failure(command))")
  }

  func stepEnds() { write(word("next", "接着") + Text(en: "the verdicts", zh: "检查结果").in(screen.language)) }

  private func write(_ next: String) { file.write(([head, next, ""] + body).joined(separator: "\n")) }

  /// Follows the demonstration that is under way, or the next one, to its end.
  static func follow(_ screen: Screen) {
    var shown: String?, gone: Int64 = 0
    screen.say(
      Text(en: "waiting for lab demo in another terminal (Ctrl-C ends)", zh: "等待另一个终端中的 lab demo（Ctrl-C 结束）"))
    while true {
      if let notes = SpeakerNotes.current {
        gone = 0
        if notes != shown {
          screen.write((screen.terminal.isInteractive ? "\u{1B}[H\u{1B}[2J" : "\n") + notes)
          shown = notes
        }
      } else if shown != nil {
        if gone == 0 { gone = Clock.deadline(ending) }
        if Clock.now > gone { break }
      }
      Clock.pause(100)
    }
    screen.say(Text(en: "\nThe demonstration has ended.", zh: "\n演示已经结束。"))
  }

  /// Between two labs of one demonstration there is a moment without. Milliseconds.
  private static let ending: Int64 = 3000
}

extension ExpectedFailure {
  /// `ENOMEM (Cannot allocate memory)`
  var words: String {
    switch self {
    case .errno(let errno): "\(errno.name) (\(errno))"
    case .status(let status): "status \(status)"
    }
  }
}

extension StepGuide {
  /// The choices, filled in and without what is said of them.
  func shown(_ filled: (String) -> String) -> [Choice] {
    choices.map { Choice(id: $0.id, text: filled($0.text), remark: "") }
  }
}
