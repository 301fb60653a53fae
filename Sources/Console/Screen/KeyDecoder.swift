/// Makes keys of the bytes that a terminal sends. "PC-Style Function Keys" of xterm's ctlseqs
public struct KeyDecoder: Sendable {
  private var bytes: [UInt8] = []

  public init() {}

  /// Whether something has begun that may be the Escape key, or the start of another: only time can tell.
  public var isWaiting: Bool { !bytes.isEmpty }

  /// The keys that are complete.
  public mutating func keys(of more: some Sequence<UInt8>) -> [Key] {
    bytes += more
    var keys: [Key] = []
    while let (key, length) = next() {
      bytes.removeFirst(length)
      if let key { keys.append(key) }
    }
    return keys
  }

  /// Nothing more has come: what has begun was all.
  public mutating func rest() -> [Key] {
    defer { bytes = [] }
    return bytes.isEmpty ? [] : [bytes[0] == escape ? .escape : .other]
  }

  /// The first key and its bytes; nil where it is not complete.
  private func next() -> (Key?, Int)? {
    guard let first = bytes.first else { return nil }
    switch first {
    case escape: return sequence()
    case 10, 13: return (.enter, 1)
    case 8, 127: return (.backspace, 1)
    case 9: return (.tab, 1)
    case 0: return (.other, 1)
    case 1..<27: return (.control(Character(Unicode.Scalar(first + 96))), 1)
    case ..<32: return (.other, 1)
    default: break
    }
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard bytes.count >= length else { return nil }
    let text = String(validating: bytes[..<length], as: UTF8.self)
    return text?.first.map { (.letter($0), length) } ?? (.other, 1)
  }

  /// ESC [ parameters letter, or ESC O letter.
  private func sequence() -> (Key?, Int)? {
    guard bytes.count > 1 else { return nil }
    guard bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else { return (.escape, 1) }
    guard let end = bytes[2...].firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      // No key is as long as that.
      return bytes.count > 16 ? (.other, bytes.count) : nil
    }
    let number = String(decoding: bytes[2..<end].prefix { $0 >= 48 && $0 <= 57 }, as: UTF8.self)
    let key: Key? =
      switch (bytes[end], number) {
      case (UInt8(ascii: "A"), _): .up
      case (UInt8(ascii: "B"), _): .down
      case (UInt8(ascii: "C"), _): .right
      case (UInt8(ascii: "D"), _): .left
      case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): .home
      case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): .end
      case (UInt8(ascii: "~"), "3"): .delete
      case (UInt8(ascii: "~"), "5"): .pageUp
      case (UInt8(ascii: "~"), "6"): .pageDown
      case (UInt8(ascii: "M"), _) where bytes[1] == UInt8(ascii: "O"): .enter
      default: .other
      }
    return (key, end + 1)
  }

  private let escape: UInt8 = 27
}
