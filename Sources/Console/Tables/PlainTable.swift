extension Table {
  /// For people: columns side by side, a tree drawn in one of them.
  ///
  /// `width`: of the terminal, where there is one and nothing is to wrap.
  public func plain(width: Int? = nil, styledFor terminal: Terminal? = nil) -> [UInt8] {
    var lines: [(cells: [Printable], style: Style?)] = []
    if hasHeadings { lines.append((columns.map { Printable(plain: $0.name) }, nil)) }
    append(rows, below: nil, to: &lines)
    var widths = columns.indices.map { column in lines.reduce(0) { max($0, $1.cells[column].width) } }
    if let width { shrink(&widths, to: width) }

    var text: [UInt8] = []
    for line in lines {
      let start = text.count
      for (index, column) in columns.enumerated() {
        let cell = column.canShrink ? line.cells[index].cut(to: widths[index]) : line.cells[index]
        let gap = [UInt8](repeating: UInt8(ascii: " "), count: max(0, widths[index] - cell.width))
        if column.isRight { text += gap }
        text += cell.bytes
        if index == columns.count - 1 { break }
        if !column.isRight { text += gap }
        text.append(UInt8(ascii: " "))
      }
      if let style = line.style, let terminal {
        let plain = String(decoding: text[start...], as: UTF8.self)
        text.replaceSubrange(start..., with: terminal.styled(plain, style).utf8)
      }
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  /// `above`: the lines of the tree so far; nil for its roots, which have none.
  private func append(
    _ rows: [Row], below above: Printable?, to lines: inout [(cells: [Printable], style: Style?)]
  ) {
    for (index, row) in rows.enumerated() {
      let isLast = index == rows.count - 1
      let branch = above.map { $0 + Printable(plain: isLast ? "└─" : "├─") }
      let below = above.map { $0 + Printable(plain: isLast ? "  " : "│ ") }
      let cells = row.cells.map { hasLists ? $0.lines : [$0.line] }
      for part in 0..<max(1, cells.map(\.count).max() ?? 1) {
        let line = cells.enumerated().map { column, parts in
          let text = part < parts.count ? Printable(parts[part]) : Printable(plain: "")
          guard column == tree else { return text }
          if part == 0 { return branch.map { $0 + text } ?? text }
          return (below ?? Printable(plain: "")) + Printable(plain: row.children.isEmpty ? "" : "│ ") + text
        }
        lines.append((line, row.style))
      }
      append(row.children, below: tree == nil ? nil : below ?? Printable(plain: ""), to: &lines)
    }
  }

  /// Takes from the widest column that gives way, down to the width of its heading.
  private func shrink(_ widths: inout [Int], to limit: Int) {
    var excess = widths.reduce(0, +) + columns.count - 1 - limit
    while excess > 0 {
      let candidates = columns.indices.filter {
        columns[$0].canShrink && widths[$0] > columns[$0].name.displayWidth
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
      let others = candidates.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let floor = max(columns[widest].name.displayWidth, min(others, widths[widest] - 1))
      let less = min(excess, widths[widest] - floor)
      widths[widest] -= less
      excess -= less
    }
  }
}
