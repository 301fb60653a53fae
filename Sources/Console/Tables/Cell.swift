public import Isolation

/// What a table holds at one place.
public enum Cell: Hashable, Sendable {
  case none
  case number(UInt64)
  /// A measurement, or a bound that may be infinite.
  case real(Double)
  /// Bytes as they came: they need not be UTF-8, nor printable.
  case text(CString)
  /// Several, a line each where there is room for lines.
  case list([CString])
}

extension Cell {
  public init(_ text: String) { self = .text(CString(text)) }
  public init(_ number: some BinaryInteger) { self = .number(UInt64(clamping: number)) }

  /// On one line; several are separated by commas.
  var line: CString {
    switch self {
    case .none: ""
    case .number(let number): CString(String(number))
    case .real(let number): CString("\(number)")
    case .text(let text): text
    case .list(let all): all.dropFirst().reduce(all.first ?? "") { $0 + "," + $1 }
    }
  }

  var lines: [CString] { if case .list(let all) = self { all } else { [line] } }

  var json: JSON {
    switch self {
    case .none: .null
    case .number(let number): .number(number)
    case .real(let number): .fixed(number, digits: 6)
    case .text(let text): .string(text.text)
    // One string with ends of line, as util-linux has it.
    case .list(let all): all.isEmpty ? .null : .string(all.map(\.text).joined(separator: "\n"))
    }
  }
}
