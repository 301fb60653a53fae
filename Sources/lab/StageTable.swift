import Console
import Isolation
import LabKit

extension Screen {
  /// A table of predictions as it is asked: rows, columns, and what may stand in a cell. Line by line, since
  /// a screen reader reads lines.
  func show(_ table: PredictionTable, _ cells: [String], _ guide: StepGuide, _ filled: (String) -> String) {
    predict(filled(guide.question))
    func text(_ key: String) -> String { filled(guide.table[key] ?? "") }
    for row in table.rows { line("  - \(text("row \(row)"))") }
    for (index, column) in table.columns.enumerated() { line("  \(index + 1). \(text("column \(column)"))") }
    let words = cells.map { text("cell \($0)") }.joined(separator: " / ")
    line("  " + Text(en: "each time: \(words)", zh: "逐一预测：\(words)").in(language))
  }

  /// And its answer.
  func tell(_ table: PredictionTable, _ guide: StepGuide, _ filled: (String) -> String) {
    func text(_ key: String) -> String { filled(guide.table[key] ?? "") }
    line(terminal.styled(Text(en: "The answer:", zh: "答案：").in(language), .bold))
    for row in table.rows {
      line("  - \(text("row \(row)"))")
      for (index, column) in table.columns.enumerated() {
        let cell = text("cell \(table.answer(row, column))")
        line(
          "    \(index + 1). \(text("column \(column)")): \(cell). \(text(PredictionTable.key(row, column)))")
      }
    }
  }
}
