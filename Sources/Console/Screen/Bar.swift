/// How much of something there is, as a line: `━━━━···┃··`, where the mark is a bound.
public struct Bar: Hashable, Sendable {
  /// Of the whole width, 0 to 1.
  public var share: Double
  public var mark: Double?

  public init(share: Double, mark: Double? = nil) {
    self.share = share
    self.mark = mark
  }

  /// Anything but nothing is seen as something.
  public func text(width: Int) -> String {
    let whole = share > 0 ? min(share, 1) * Double(width) : 0
    let filled = whole > 0 ? max(1, Int(whole + 0.5)) : 0
    let place = mark.map { max(0, min(width - 1, Int(($0 > 0 ? min($0, 1) : 0) * Double(width)))) }
    return String((0..<width).map { $0 == place ? "┃" : $0 < filled ? "━" : "·" })
  }
}
