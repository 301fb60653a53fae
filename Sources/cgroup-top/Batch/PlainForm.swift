import Console
import Isolation

extension Rows {
  /// For people: columns side by side, an empty line between two looks.
  func table(hasHeadings: Bool, isFirst: Bool) -> [UInt8] {
    let cells = lines.map { line in fields.map { value($0, line).human } }
    let headings = [Field.group.name] + fields.map(\.name)
    let widths = fields.indices.map { index in
      cells.reduce(hasHeadings ? fields[index].name.utf8.count : 1) { max($0, $1[index].utf8.count) }
    }
    // Only a terminal is ever too narrow.
    let limit = Terminal.output.size.map {
      max(20, $0.columns - widths.reduce(0) { sum, width in sum + width + 1 })
    }
    let names = lines.map { line in
      let name = Printable(line.path)
      return limit.map { name.shortened(to: $0) } ?? name
    }
    let width = names.reduce(headings[0].utf8.count) { max($0, $1.width) }
    var text: [UInt8] = []
    text.reserveCapacity((lines.count + 2) * (width + widths.reduce(0) { $0 + $1 + 1 } + 1))
    if !isFirst { text.append(.newline) }
    func append(_ cell: String, _ width: Int) {
      text.pad(1 + width - cell.utf8.count)
      text += cell.utf8
    }
    if hasHeadings {
      text += headings[0].utf8
      text.pad(width - headings[0].utf8.count)
      for (index, field) in fields.enumerated() { append(field.name, widths[index]) }
      text.append(.newline)
    }
    for (index, name) in names.enumerated() {
      text += name.bytes
      text.pad(width - name.width)
      for (column, cell) in cells[index].enumerated() { append(cell, widths[column]) }
      text.append(.newline)
    }
    return text
  }

  /// For scripts: one space between places, and `\x20` for one inside; `-` for what is not there.
  func raw(hasHeadings: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(lines.count * 80)
    if hasHeadings {
      text += ([Field.group.name] + fields.map(\.name)).joined(separator: " ").utf8
      text.append(.newline)
    }
    for line in lines {
      text += line.path.rawWord
      for field in fields {
        text.append(.space)
        text += value(field, line).exact("-").utf8
      }
      text.append(.newline)
    }
    return text
  }
}

extension UInt8 {
  static let newline = [UInt8].newline
  static let space = [UInt8].space
}
