/// One line of a screen under construction: no wider than the screen, and columns stand where they should, even where
/// the terminal has another opinion of how wide a letter is.
public struct ScreenLine: Sendable {
  public private(set) var bytes: [UInt8] = []
  public private(set) var width = 0
  private let limit: Int
  private let isColoured: Bool
  private let base: Style?

  /// `base`: how all of it stands out.
  public init(columns: Int, for terminal: Terminal, base: Style? = nil) {
    limit = columns
    isColoured = terminal.isColoured
    self.base = base
    set([])
  }

  /// As much as fits.
  public mutating func append(_ text: Printable, _ styles: Style...) {
    let piece = text.cut(to: limit - width)
    guard piece.width > 0 || !piece.bytes.isEmpty else { return }
    if !styles.isEmpty { set(styles) }
    bytes += piece.bytes
    if !styles.isEmpty { set([]) }
    width += piece.width
  }

  public mutating func append(_ text: String, _ styles: Style...) {
    let text = Printable(plain: text)
    switch styles.count {
    case 0: append(text)
    case 1: append(text, styles[0])
    default: append(text, styles[0], styles[1])
    }
  }

  /// Blanks up to a column, counted from 0.
  public mutating func pad(to column: Int) {
    let column = min(column, limit)
    if column > width { append(Printable(plain: String(repeating: " ", count: column - width))) }
  }

  /// The same, and the terminal is told where that is. CHA
  public mutating func place(at column: Int) {
    pad(to: column)
    guard column < limit else { return }
    bytes += "\u{1b}[\(column + 1)G".utf8
  }

  /// Text at the right end of so many columns.
  public mutating func append(_ text: String, right columns: Int, _ styles: Style...) {
    pad(to: width + columns - text.displayWidth)
    switch styles.count {
    case 0: append(text)
    case 1: append(text, styles[0])
    default: append(text, styles[0], styles[1])
    }
  }

  /// The line as it is written; `fill`: up to the screen's edge.
  public func finished(fill: Bool = false) -> [UInt8] {
    var line = self
    if fill { line.pad(to: limit) }
    if isColoured { line.bytes += "\u{1b}[0m".utf8 }
    return line.bytes
  }

  private mutating func set(_ styles: [Style]) {
    guard isColoured else { return }
    let codes = (base.map { [$0] } ?? []) + styles
    if codes.isEmpty, bytes.isEmpty { return }
    bytes += "\u{1b}[0".utf8 + codes.flatMap { ";\($0.rawValue)".utf8 } + "m".utf8
  }
}
