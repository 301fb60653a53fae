/// What a screen shows, line by line: only lines that differ are written, all in one write(2).
public struct Picture: Sendable {
  private var shown: [[UInt8]] = []
  private var size = (columns: 0, rows: 0)

  public init() {}

  /// Everything is to be drawn anew.
  public mutating func forget() { size = (0, 0) }

  /// The bytes that turn what is shown into `lines`; empty where nothing differs.
  public mutating func change(to lines: [[UInt8]], columns: Int, rows: Int) -> [UInt8] {
    let lines = Array(lines.prefix(rows))
    var text: [UInt8] = []
    let isAnew = size != (columns, rows)
    if isAnew { text += "\u{1b}[0m\u{1b}[2J".utf8 }
    for row in 0..<rows {
      let now = row < lines.count ? lines[row] : []
      let before = isAnew || row >= shown.count ? [] : shown[row]
      if now == before { continue }
      // Blank first: after a line that fills the screen it would take the last letter away.
      text += "\u{1b}[\(row + 1);1H\u{1b}[K".utf8
      text += now
    }
    shown = lines
    size = (columns, rows)
    return text
  }

  public mutating func show(_ lines: [[UInt8]], columns: Int, rows: Int, on terminal: Terminal) {
    let text = change(to: lines, columns: columns, rows: rows)
    if !text.isEmpty { terminal.write(text) }
  }
}
