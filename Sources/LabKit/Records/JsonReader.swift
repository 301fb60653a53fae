extension Json {
  /// Nil for what is not one whole JSON value; of numbers only integers are known.
  public init?(_ text: some StringProtocol) {
    var reader = JsonReader(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0) else { return nil }
    reader.skipBlanks()
    guard reader.isAtEnd else { return nil }
    self = value
  }
}

/// Reads a value byte by byte; nil where the text is not as RFC 8259 says.
private struct JsonReader {
  let bytes: [UInt8]
  private var place = 0
  /// Deeper nesting is refused: a reader that calls itself must not run out of stack.
  private static let deepest = 32

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }
  private var next: UInt8? { isAtEnd ? nil : bytes[place] }

  mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
  }

  private mutating func take(_ word: String) -> Bool {
    guard bytes[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  mutating func value(depth: Int) -> Json? {
    guard depth < Self.deepest else { return nil }
    skipBlanks()
    switch next {
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "{"): return object(depth)
    default:
      if take("null") { return .null }
      if take("true") { return .bool(true) }
      if take("false") { return .bool(false) }
      return number()
    }
  }

  private mutating func number() -> Json? {
    let start = place
    while let byte = next, byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) { place += 1 }
    return Int(String(decoding: bytes[start..<place], as: UTF8.self)).map { .number($0) }
  }

  private mutating func array(_ depth: Int) -> Json? {
    var all: [Json] = []
    let ended = items("[", "]") { reader in
      guard let value = reader.value(depth: depth + 1) else { return false }
      all.append(value)
      return true
    }
    return ended ? .array(all) : nil
  }

  private mutating func object(_ depth: Int) -> Json? {
    var all: [Json.Field] = []
    let ended = items("{", "}") { reader in
      reader.skipBlanks()
      guard let name = reader.string() else { return false }
      reader.skipBlanks()
      guard reader.take(":"), let value = reader.value(depth: depth + 1) else { return false }
      all.append(Json.Field(name, value))
      return true
    }
    return ended ? .object(all) : nil
  }

  /// What stands between two brackets, with commas; whether it ended well.
  private mutating func items(
    _ open: String, _ close: String, _ item: (inout JsonReader) -> Bool
  ) -> Bool {
    guard take(open) else { return false }
    skipBlanks()
    if take(close) { return true }
    while true {
      guard item(&self) else { return false }
      skipBlanks()
      if take(close) { return true }
      guard take(",") else { return false }
    }
  }

  mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while let byte = next {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        text += String(scalar).utf8
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    place += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      guard let high = unit() else { return nil }
      guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) }
      guard take("\\u"), let low = unit(), (0xDC00..<0xE000).contains(low) else { return nil }
      return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    default: return nil
    }
  }

  /// The four digits after \u.
  private mutating func unit() -> UInt32? {
    guard place + 4 <= bytes.count else { return nil }
    defer { place += 4 }
    return UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
  }
}
