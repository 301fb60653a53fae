public import Isolation

extension Table {
  /// For scripts: one space between places, and `\x20` for each that is inside one.
  ///
  /// The order is that of the tree; nothing is drawn.
  public func raw() -> [UInt8] {
    var text: [UInt8] = []
    func append(_ words: [[UInt8]]) {
      text += words.joined(separator: [UInt8(ascii: " ")])
      text.append(UInt8(ascii: "\n"))
    }
    if hasHeadings { append(columns.map { Array($0.name.utf8) }) }
    func append(_ rows: [Row]) {
      for row in rows {
        append(row.cells.map { $0.line.rawWord })
        append(row.children)
      }
    }
    append(rows)
    return text
  }
}

extension CString {
  /// As one word of a raw table.
  public var rawWord: [UInt8] {
    var word: [UInt8] = []
    scalars { scalar, raw in
      let isPlain = scalar.map { !$0.isControl && $0 != " " && $0 != "\\" } ?? false
      if isPlain { word += raw } else { word += raw.flatMap(\.escaped) }
    }
    return word
  }
}
