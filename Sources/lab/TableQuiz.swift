import Console
import Isolation
import LabKit

/// A table of predictions: asked cell by cell, told as a whole.
struct TableQuiz {
  let quiz: Quiz
  let table: PredictionTable
  private let choices: [Choice]
  private let texts: [String: String]
  private var screen: Screen { quiz.screen }

  init(
    _ quiz: Quiz, _ step: LabStep, _ prediction: Prediction, _ table: PredictionTable, _ guide: StepGuide,
    filled: (String) -> String
  ) {
    self.quiz = quiz
    self.table = table
    texts = guide.table.mapValues(filled)
    var generator = SeededGenerator(quiz.token + step.id)
    // One order for all cells: who answers the same twice presses the same key.
    choices = prediction.choices.map { [texts] in
      Choice(id: $0, text: texts["cell \($0)"] ?? $0, remark: "")
    }.shuffled(using: &generator)
  }

  /// Of each cell its key, what was predicted, and whether that is right.
  func predict(_ question: String, _ tell: (_ key: String, _ choice: String?, _ isRight: Bool) -> Void) {
    screen.predict(question)
    for row in table.rows {
      for column in table.columns {
        screen.line("\n\(name(row, column))")
        screen.options(choices.map(\.text))
        let choice = Answers(screen: screen).choice(of: choices.count).map { choices[$0].id }
        tell(PredictionTable.key(row, column), choice, choice == table.answer(row, column))
      }
    }
  }

  /// The kernel's answer in the cell of that key.
  func answer(_ key: String) -> String {
    for row in table.rows {
      for column in table.columns where PredictionTable.key(row, column) == key {
        return table.answer(row, column)
      }
    }
    return ""
  }

  private func name(_ row: String, _ column: String) -> String {
    (texts["row \(row)"] ?? row) + (screen.language == .chinese ? "；" : "; ")
      + (texts["column \(column)"] ?? column)
  }

  /// What the kernel shows in each cell, beside what was predicted.
  func compare(_ predicted: (String) -> String?) {
    for row in table.rows {
      for column in table.columns {
        let key = PredictionTable.key(row, column), answer = table.answer(row, column)
        let right = texts["cell \(answer)"] ?? answer
        let colon = screen.language == .chinese ? "：" : ": "
        screen.line("\(name(row, column))\(colon)\(right)" + note(predicted(key), answer))
        if let remark = texts[key] { screen.paragraph("  " + remark, indent: 2) }
      }
    }
  }

  private func note(_ predicted: String?, _ answer: String) -> String {
    guard let predicted, !predicted.isEmpty else { return "" }
    if predicted == answer {
      return Text(en: " (as you predicted)", zh: "（与你的预测相同）").in(screen.language)
    }
    let text = texts["cell \(predicted)"] ?? predicted
    return Text(en: " (you had predicted: \(text))", zh: "（你原先的预测：\(text)）").in(screen.language)
  }
}
