/// A JSON value as records have them: on one line. RFC 8259
public enum Json: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([Json])
  /// In this order.
  case object([Field])

  /// A name in an object, and its value.
  public struct Field: Hashable, Sendable {
    public let name: String
    public let value: Json

    public init(_ name: String, _ value: Json) {
      self.name = name
      self.value = value
    }
  }

  public static func optional(_ text: String?) -> Json { text.map { .string($0) } ?? .null }

  /// What an object has under a name.
  public subscript(_ name: String) -> Json? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }
  public var text: String? { if case .string(let text) = self { text } else { nil } }
  public var int: Int? { if case .number(let number) = self { number } else { nil } }
  public var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  public var list: [Json]? { if case .array(let all) = self { all } else { nil } }
}

extension Json: CustomStringConvertible {
  /// Without an end of line, and with none inside.
  public var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let value): String(value)
    case .string(let value): Self.quoted(value)
    case .array(let all): "[" + all.map(\.description).joined(separator: ",") + "]"
    case .object(let fields):
      "{" + fields.map { Self.quoted($0.name) + ":" + $0.value.description }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: result += "\\" + String(scalar)
      case 0x0A: result += "\\n"
      case 0x09: result += "\\t"
      case 0x0D: result += "\\r"
      case 0..<0x20, 0x7F, 0x2028, 0x2029:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
