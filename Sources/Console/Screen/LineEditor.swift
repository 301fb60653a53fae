/// A line that is typed at the foot of a screen.
public struct LineEditor: Hashable, Sendable {
  public private(set) var text: String

  public init(_ text: String = "") { self.text = text }

  /// Whether the key was for it: one that ends the line is not.
  public mutating func take(_ key: Key) -> Bool {
    switch key {
    case .letter(let letter): text.append(letter)
    case .backspace: if !text.isEmpty { text.removeLast() }
    case .control("u"): text = ""
    case .control("w"):
      while text.last == " " { text.removeLast() }
      while let last = text.last, last != " " { text.removeLast() }
    default: return false
    }
    return true
  }
}
