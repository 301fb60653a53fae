/// A JSON value, to be written. RFC 8259
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(UInt64)
  /// With so many digits after the point; null for what is no number.
  case fixed(Double, digits: Int)
  case string(String)
  case array([JSON])
  /// In this order.
  case object([Member])

  /// A name in an object, and its value.
  public struct Member: Hashable, Sendable {
    let name: String
    let value: JSON
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// Indented, with an end of line.
  public var text: [UInt8] {
    var text: [UInt8] = []
    write(to: &text, indent: 0)
    text.append(UInt8(ascii: "\n"))
    return text
  }

  /// The same on one line, as for a log.
  public var line: [UInt8] {
    var text: [UInt8] = []
    write(to: &text, indent: nil)
    text.append(UInt8(ascii: "\n"))
    return text
  }

  /// `indent`: nil for one line.
  private func write(to text: inout [UInt8], indent: Int?) {
    switch self {
    case .null: text += "null".utf8
    case .bool(let value): text += (value ? "true" : "false").utf8
    case .number(let value): text += String(value).utf8
    case .fixed(let value, let digits): text += (value.isFinite ? value.fixed(digits) : "null").utf8
    case .string(let value): Self.quote(value, to: &text)
    case .array(let values):
      Self.write(values, "[", "]", to: &text, indent) { $0.write(to: &$1, indent: indent.map { $0 + 1 }) }
    case .object(let members):
      Self.write(members, "{", "}", to: &text, indent) { member, text in
        Self.quote(member.name, to: &text)
        text += ": ".utf8
        member.value.write(to: &text, indent: indent.map { $0 + 1 })
      }
    }
  }

  private static func write<Part>(
    _ parts: [Part], _ open: String, _ close: String, to text: inout [UInt8], _ indent: Int?,
    _ body: (Part, inout [UInt8]) -> Void
  ) {
    func newLine(_ deeper: Int) {
      guard let indent else { return }
      text.append(UInt8(ascii: "\n"))
      text += [UInt8](repeating: UInt8(ascii: " "), count: 3 * (indent + deeper))
    }
    text += open.utf8
    for (index, part) in parts.enumerated() {
      if index > 0 { text += (indent == nil ? ", " : ",").utf8 }
      newLine(1)
      body(part, &text)
    }
    if !parts.isEmpty { newLine(0) }
    text += close.utf8
  }

  private static func quote(_ value: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): text += "\\n".utf8
      case UInt8(ascii: "\t"): text += "\\t".utf8
      case UInt8(ascii: "\r"): text += "\\r".utf8
      case 0..<0x20, 0x7F: text += "\\u00".utf8 + byte.escaped.suffix(2)
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}

extension Table {
  /// `{"NAME": [...]}`, the columns' names in lower case; what hangs below a row in `children`.
  public func json(_ name: String) -> JSON { .object([.init(name, .array(rows.map(json)))]) }

  private func json(_ row: Row) -> JSON {
    var members = zip(columns, row.cells).map { JSON.Member($0.name.lowercased(), $1.json) }
    if !row.children.isEmpty { members.append(.init("children", .array(row.children.map(json)))) }
    return .object(members)
  }
}
