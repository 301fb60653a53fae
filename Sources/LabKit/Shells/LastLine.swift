/// The last line of a terminal, as far as it has come: a prompt, and what was typed after it.
///
/// It is kept so that it can be shown again below a message. What asks the terminal something, or
/// changes more than the line, is not kept: it must not happen twice. console_codes(4)
struct LastLine {
  private(set) var bytes: [UInt8] = []
  /// A full-screen program has the terminal: there are no lines. xterm's modes 47, 1047, 1049
  private(set) var isElsewhere = false
  /// How many lines came to an end.
  private(set) var ends = 0
  private var state = State.text
  private var sequence: [UInt8] = []
  /// A line that is longer is not kept.
  private static let longest = 8192

  private enum State { case text, escape, charset, control, string }

  /// Something of it can be seen.
  var isVisible: Bool { !text.allSatisfy(\.isWhitespace) }

  /// Without what moves the cursor and changes colours.
  var text: String {
    var plain: [UInt8] = [], isEscape = false
    for byte in bytes {
      if isEscape {
        // The bytes between ESC [ and the letter that ends it are below U+0040.
        if byte >= 0x40, byte != UInt8(ascii: "[") { isEscape = false }
      } else if byte == 27 {
        isEscape = true
      } else if byte >= 0x20 {
        plain.append(byte)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  mutating func add(_ more: [UInt8]) {
    for byte in more { add(byte) }
    if bytes.count > Self.longest { bytes = [] }
  }

  private mutating func add(_ byte: UInt8) {
    switch state {
    case .text:
      if byte == 27 {
        (state, sequence) = (.escape, [byte])
      } else if byte == 10 {
        bytes = []
        ends += 1
      } else if byte != 7 {
        bytes.append(byte)
      }
    case .escape:
      sequence.append(byte)
      switch byte {
      case UInt8(ascii: "["): state = .control
      case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "k"):
        state = .string
      case UInt8(ascii: "("), UInt8(ascii: ")"): state = .charset
      default: state = .text
      }
    case .charset:
      bytes += sequence + [byte]
      state = .text
    case .control:
      sequence.append(byte)
      if (0x40...0x7E).contains(byte) {
        state = .text
        end(byte)
      }
    case .string:
      // It ends with BEL, or with ESC \.
      if byte == 7 { state = .text }
      if byte == 27 { state = .escape }
    }
  }

  /// A whole ESC [ ... sequence.
  private mutating func end(_ final: UInt8) {
    let parameters = String(decoding: sequence.dropFirst(2).dropLast(), as: UTF8.self)
    switch final {
    case UInt8(ascii: "h"), UInt8(ascii: "l"):
      if ["?47", "?1047", "?1049"].contains(parameters) {
        isElsewhere = final == UInt8(ascii: "h")
        bytes = []
      }
    case UInt8(ascii: "H"), UInt8(ascii: "f"): bytes = []
    case UInt8(ascii: "J") where !parameters.isEmpty && parameters != "0": bytes = []
    case UInt8(ascii: "m"), UInt8(ascii: "K"), UInt8(ascii: "J"), UInt8(ascii: "A"), UInt8(ascii: "B"),
      UInt8(ascii: "C"), UInt8(ascii: "D"), UInt8(ascii: "G"), UInt8(ascii: "P"), UInt8(ascii: "@"),
      UInt8(ascii: "X"):
      if parameters.allSatisfy({ $0.isNumber || $0 == ";" }) { bytes += sequence }
    default: break
    }
  }
}
