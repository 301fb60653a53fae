import Foundation
import LabKit
import XCTest

/// How questions are answered.
extension Walk {
  /// How a question is answered.
  enum Way {
    case right, wrong, unsure

    /// By turns; or `mostly` rightly.
    init(_ number: Int, mostly: Bool = false) {
      self = [.right, .wrong, .unsure, .right, .right, .right][number % (mostly ? 6 : 3)]
    }
  }

  /// Presses the key of a choice as the screen has it; nil for "I do not know".
  func chooses(_ ids: [String], _ texts: [String: String], answer: String, _ way: Way) throws
    -> String?
  {
    let options = try first.hears(GuideText(words.unsure).pattern + "> ").before
    guard let id = way == .right ? answer : way == .wrong ? ids.first(where: { $0 != answer }) : nil else {
      first.answers("?")
      return nil
    }
    let keys = ids.indices.map { String(UnicodeScalar(UInt8(97 + $0))) }
    let key = keys.first { key in
      let next = #"(?:[b-z]\)|$)"#
      let line = #"(?m)^\s*"# + GuideText("\(key))" + (texts[id] ?? ""), knowing: values).pattern + next
      return options.range(of: line, options: .regularExpression) != nil
    }
    first.answers(try XCTUnwrap(key, "no choice \(id) among \(options)"))
    return id
  }

  func cells(of table: PredictionTable, _ texts: StepGuide) -> [(
    key: String, name: String, answer: String
  )] {
    table.rows.flatMap { row in
      table.columns.map { column in
        let name =
          (texts.table["row \(row)"] ?? "") + words.separator + (texts.table["column \(column)"] ?? "")
        return (PredictionTable.key(row, column), name, table.answer(row, column))
      }
    }
  }
}

extension StepGuide {
  var byId: [String: String] {
    Dictionary(uniqueKeysWithValues: choices.map { ($0.id, $0.text) })
  }
  var cells: [String: String] {
    Dictionary(
      uniqueKeysWithValues: table.filter { $0.key.hasPrefix("cell ") }.map {
        (String($0.key.dropFirst(5)), $0.value)
      })
  }
}
