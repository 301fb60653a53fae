/// Numbers that look random and come again with the same seed: SplitMix64.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Spoils a text file as tired authors, broken editors and enemies do.
struct Mutator {
  var numbers: SeededNumbers
  init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  private static let pieces = [
    "{", "}", "[", "]", ": ", "- ", "'", "\"", "#", "|", ">", "&a ", "*a ", "<<: *a", "? ", "---\n", "...\n",
    "!!binary ", "~", "\t",
    "\r\n", "\0", "\u{FEFF}", "\u{1B}[2J", "，", "：", "-1", "99999999999999999999", "1e9", "0x10", "true",
    "null", "${", "}}",
    "outside", "session", "let: ", "expect: ", "keep: ", "be: ", "format: 2\n",
  ]

  /// One to three changes.
  mutating func mutate(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for _ in 0..<Int.random(in: 1...3, using: &numbers) { change(&text) }
    return text
  }

  private mutating func place(_ count: Int) -> Int {
    count == 0 ? 0 : Int.random(in: 0..<count, using: &numbers)
  }

  private mutating func change(_ text: inout [UInt8]) {
    var lines = text.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    let (a, b, byte) = (place(lines.count), place(lines.count), place(text.count))
    switch Int.random(in: 0..<12, using: &numbers) {
    case 0: lines.remove(at: a)
    case 1: lines.insert(lines[a], at: b)
    case 2: lines.swapAt(a, b)
    case 3: lines[a] = [UInt8](repeating: 32, count: place(9)) + lines[a].drop { $0 == 32 }
    case 4: return text.removeLast(text.count - byte)
    case 5: return text.insert(contentsOf: Array(Self.pieces[place(Self.pieces.count)].utf8), at: byte)
    case 6: if !text.isEmpty { text[byte] = UInt8(place(256)) }; return
    case 7: return text.removeSubrange(byte..<min(text.count, byte + place(12)))
    case 8: return swapWords(&text)
    case 9: lines[a] += Array(Self.pieces[place(Self.pieces.count)].utf8)
    case 10:
      // A whole block again, somewhere else.
      let block = lines[a..<min(lines.count, a + 1 + place(8))]
      lines.insert(contentsOf: block, at: b)
    default: dropWord(&lines[a])
    }
    text = Array(lines.joined(separator: [10]))
  }

  /// One word in place of another: the names of fields included.
  private mutating func swapWords(_ text: inout [UInt8]) {
    var words = text.split(separator: 32, omittingEmptySubsequences: false).map(Array.init)
    words[place(words.count)] = words[place(words.count)]
    text = Array(words.joined(separator: [32]))
  }

  private mutating func dropWord(_ line: inout [UInt8]) {
    var words = line.split(separator: 32, omittingEmptySubsequences: false).map(Array.init)
    words.remove(at: place(words.count))
    line = Array(words.joined(separator: [32]))
  }
}
