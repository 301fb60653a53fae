internal import Isolation

/// What is asked before the experiment: one choice, or a table of them.
public struct Prediction: Hashable, Sendable {
  /// Of a table: those of each cell.
  public let choices: [String]
  /// Of a table: empty.
  public let answer: String
  public let table: PredictionTable?
}

/// A choice for each cell.
public struct PredictionTable: Hashable, Sendable {
  public let rows: [String]
  public let columns: [String]
  /// By row and column.
  public let answers: [String: [String: String]]

  /// The right answer of a cell.
  public func answer(_ row: String, _ column: String) -> String { answers[row]?[column] ?? "" }
  /// The key of a cell in the guide: `shared/out-to-in`.
  public static func key(_ row: String, _ column: String) -> String { "\(row)/\(column)" }
}

extension Prediction {
  init(_ value: Value) throws(FormatError) {
    var fields = try value.fields()
    if let table = fields.take("table") {
      try fields.finish()
      try self.init(table: table)
      return
    }
    let choices = try fields.need("choices").choices()
    let answer = try fields.need("answer")
    guard choices.contains(try answer.text()) else {
      throw answer.wrong(Text(en: "the answer is none of the choices", zh: "答案不在选项之中"))
    }
    try fields.finish()
    self.init(choices: choices, answer: try answer.text(), table: nil)
  }

  private init(table value: Value) throws(FormatError) {
    var fields = try value.fields()
    let rows = try fields.need("rows").choices(), columns = try fields.need("columns").choices()
    let choices = try fields.need("cells").choices()
    let block = try fields.need("answer")
    var lines = try block.fields()
    var answers: [String: [String: String]] = [:]
    for row in rows {
      let line = try lines.need(row)
      let words = try line.texts()
      guard words.count == columns.count, words.allSatisfy(choices.contains) else {
        throw line.wrong(
          Text(en: "one of the cells' words for each column is wanted here", zh: "此处每一列应有一个 cells 中的值"))
      }
      answers[row] = Dictionary(zip(columns, words)) { $1 }
    }
    try lines.finish()
    try fields.finish()
    self.init(
      choices: choices, answer: "", table: PredictionTable(rows: rows, columns: columns, answers: answers))
  }
}

extension Value {
  /// Words to choose from: one key of the keyboard each.
  func choices() throws(FormatError) -> [String] {
    let all = try texts()
    guard !all.isEmpty, Set(all).count == all.count, all.count <= 9 else {
      throw wrong(.expected("one to nine choices, no two alike", "一到九个互不相同的选项"))
    }
    return all
  }
}
