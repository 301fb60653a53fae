import Console
import Isolation

extension Rows {
  /// An object a line for each group: null for what is not there, "max" for no bound.
  func json(_ round: Int) -> [UInt8] {
    let time = JSON.fixed(Double(wallClock()) / 1000, digits: 3)
    return lines.reduce(into: []) { text, line in
      let start: [JSON.Member] = [
        .init("round", .number(UInt64(round))), .init("time", time),
        .init(Field.group.rawValue, .string(line.path.text)),
      ]
      text += JSON.object(start + fields.map { .init($0.rawValue, value($0, line).json) }).line
    }
  }
}
