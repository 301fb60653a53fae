/// SipHash-2-4 with 64 bits: short, the same on every machine, and another with every key.
///
/// With a word that only a class knows as the key, two reports can be seen to come from one host, and an
/// outsider cannot look the host up. It is no signature: who has the key can compute it for anything.
public struct KeyedHash: Sendable {
  private let key: (UInt64, UInt64)

  /// A word of any length.
  public init(key: String) {
    let short = KeyedHash(0x6C61_6273, 0)
    self.key = (short.value(Array(key.utf8)), short.value(Array(("2 " + key).utf8)))
  }

  init(_ low: UInt64, _ high: UInt64) { key = (low, high) }

  /// Sixteen hexadecimal digits.
  public func hex(_ text: String) -> String {
    let digits = String(value(Array(text.utf8)), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  func value(_ bytes: [UInt8]) -> UInt64 {
    var state = State(key)
    var place = 0
    while place + 8 <= bytes.count {
      state.take(Self.word(bytes[place..<place + 8]))
      place += 8
    }
    state.take(Self.word(bytes[place...]) | UInt64(truncatingIfNeeded: bytes.count) << 56)
    return state.finish()
  }

  /// Little endian.
  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private struct State {
    private var a, b, c, d: UInt64

    init(_ key: (UInt64, UInt64)) {
      a = key.0 ^ 0x736F_6D65_7073_6575
      b = key.1 ^ 0x646F_7261_6E64_6F6D
      c = key.0 ^ 0x6C79_6765_6E65_7261
      d = key.1 ^ 0x7465_6462_7974_6573
    }

    mutating func take(_ word: UInt64) {
      d ^= word
      for _ in 0..<2 { round() }
      a ^= word
    }

    mutating func finish() -> UInt64 {
      c ^= 0xFF
      for _ in 0..<4 { round() }
      return a ^ b ^ c ^ d
    }

    private mutating func round() {
      a &+= b
      b = b << 13 | b >> 51
      b ^= a
      a = a << 32 | a >> 32
      c &+= d
      d = d << 16 | d >> 48
      d ^= c
      a &+= d
      d = d << 21 | d >> 43
      d ^= a
      c &+= b
      b = b << 17 | b >> 47
      b ^= c
      c = c << 32 | c >> 32
    }
  }
}
