/// What a person types, until Enter.
struct TypedLine {
  private var bytes: [UInt8] = []

  /// The lines that are entered with these bytes.
  mutating func add(_ more: [UInt8]) -> [String] {
    var lines: [String] = []
    for byte in more {
      switch byte {
      case 13, 10:
        lines.append(String(decoding: bytes, as: UTF8.self))
        bytes = []
      case 8, 127:
        // One character less: its last byte, and those of UTF-8 that go on from the one before.
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
      case 3, 21: bytes = []
      default: if bytes.count < 4096 { bytes.append(byte) }
      }
    }
    return lines
  }
}

/// The full-width marks of Chinese typing, which a shell takes for letters.
public enum FullWidth {
  /// The first mark in a line that was meant for a shell, and what a shell knows in its place.
  public static func firstMark(in line: String) -> (typed: Character, meant: Character)? {
    for character in line {
      if let meant = meant(character) { return (character, meant) }
    }
    return nil
  }

  private static func meant(_ character: Character) -> Character? {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
    switch scalar.value {
    case 0x3000: return " "
    case 0x201C, 0x201D: return "\""
    case 0x2018, 0x2019: return "'"
    case 0x2013, 0x2014: return "-"
    // Those of ordinary sentences may be meant: , ! ? :
    case 0xFF0C, 0xFF01, 0xFF1F, 0xFF1A: return nil
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0).map { Character($0) }
    default: return nil
    }
  }
}
