public import Isolation

/// Text that a terminal can show, and the columns it takes there.
public struct Printable: Hashable, Sendable {
  public internal(set) var bytes: [UInt8] = []
  public internal(set) var width = 0

  /// What is no UTF-8 or no character to be seen is written as `\x0a`, as util-linux does.
  public init(_ text: CString) {
    // The common case first: a table has thousands of these.
    let raw = text.plainBytes
    if raw.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      bytes = raw
      width = raw.count
      return
    }
    text.scalars { scalar, raw in
      let isSeen = scalar.map { !$0.isControl } ?? false
      if isSeen { bytes += raw } else { bytes += raw.flatMap(\.escaped) }
    }
    width = String(decoding: bytes, as: UTF8.self).displayWidth
  }

  /// What is known to hold nothing else.
  public init(plain text: String) {
    bytes = Array(text.utf8)
    width = text.displayWidth
  }

  /// As many characters as fit; what is left out in the middle is shown as `…`, since names often differ at their ends.
  public func shortened(to limit: Int) -> Printable {
    guard width > limit else { return self }
    guard limit > 0 else { return Printable(plain: "") }
    let all = Array(String(decoding: bytes, as: UTF8.self))
    var start = Printable(plain: ""), end: [Character] = [], endWidth = 0
    for character in all.reversed() {
      if endWidth + character.displayWidth > (limit - 1) / 2 { break }
      end.append(character)
      endWidth += character.displayWidth
    }
    start = cut(to: limit - 1 - endWidth)
    return start + Printable(plain: "…" + String(end.reversed()))
  }

  /// As many characters as fit.
  func cut(to limit: Int) -> Printable {
    guard width > limit else { return self }
    var kept = Printable(plain: "")
    for character in String(decoding: bytes, as: UTF8.self) {
      let next = character.displayWidth
      if kept.width + next > limit { break }
      kept.bytes += String(character).utf8
      kept.width += next
    }
    return kept
  }

  static func + (a: Printable, b: Printable) -> Printable {
    var both = a
    both.bytes += b.bytes
    both.width += b.width
    return both
  }
}

extension UInt8 {
  /// `\x0a`
  var escaped: [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return [UInt8(ascii: "\\"), UInt8(ascii: "x"), digits[Int(self >> 4)], digits[Int(self & 15)]]
  }
}

extension Unicode.Scalar {
  /// Control characters, and those that turn the direction of writing round.
  var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension CString {
  var plainBytes: [UInt8] { bytes.dropLast().map(UInt8.init(bitPattern:)) }

  /// Each scalar with its bytes; nil for bytes that are no UTF-8.
  func scalars(_ body: (Unicode.Scalar?, ArraySlice<UInt8>) -> Void) {
    let raw = plainBytes
    var at = 0
    while at < raw.count {
      let length = min(max(1, (~raw[at]).leadingZeroBitCount), raw.count - at)
      let piece = raw[at..<at + length]
      let scalar = String(validating: piece, as: UTF8.self)?.unicodeScalars.first
      let taken = scalar == nil ? raw[at...at] : piece
      body(scalar, taken)
      at += taken.count
    }
  }
}
