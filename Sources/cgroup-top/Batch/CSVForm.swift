import Console
import Isolation

extension Rows {
  /// RFC 4180, but with single ends of line: seconds since 1970, the group, its values; nothing for what is not there.
  func csv(hasHeadings: Bool) -> [UInt8] {
    let time = Array((Double(wallClock()) / 1000).fixed(3).utf8)
    var text: [UInt8] = []
    if hasHeadings {
      text += (["time", Field.group.rawValue] + fields.map(\.rawValue)).joined(separator: ",").utf8
      text.append(.newline)
    }
    for line in lines {
      text += time
      text.append(UInt8(ascii: ","))
      text += quoted(Printable(line.path).bytes)
      for field in fields {
        text.append(UInt8(ascii: ","))
        text += value(field, line).exact("").utf8
      }
      text.append(.newline)
    }
    return text
  }

  private func quoted(_ word: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    guard word.contains(where: { [quote, UInt8(ascii: ","), UInt8(ascii: ";"), .space].contains($0) }) else {
      return word
    }
    return [quote] + word.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}
