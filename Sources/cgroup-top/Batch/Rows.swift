import Console
import Isolation

/// One look, to be written in some form.
struct Rows {
  let lines: [Line]
  let fields: [Field]
  let measure: Measure

  func value(_ field: Field, _ line: Line) -> Value { measure.value(of: field, line.node) }
}

extension [UInt8] {
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")

  mutating func pad(_ count: Int) {
    for _ in 0..<Swift.max(0, count) { append(Self.space) }
  }
}
