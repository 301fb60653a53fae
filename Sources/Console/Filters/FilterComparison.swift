internal import CLinux
internal import Isolation

/// How two values of a filter are compared.
enum FilterComparison: Equatable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, matches, matchesNot

  /// What is not there is equal to the empty text only, and neither less nor greater than anything.
  func holds(_ cell: Cell, _ value: String) -> Bool {
    switch self {
    case .matches: return Self.match(cell, value)
    case .matchesNot: return !Self.match(cell, value)
    case .equal: return Self.isEqual(cell, value)
    case .notEqual: return !Self.isEqual(cell, value)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: break
    }
    switch cell {
    case .none: return false
    case .number(let number):
      if let value = UInt64(value) { return isOrdered(number, value) }
      return FilterNumber(value).map { isOrdered(Double(number), $0.value) } ?? false
    case .real(let number): return FilterNumber(value).map { isOrdered(number, $0.value) } ?? false
    case .text, .list: return isOrdered(cell.line.text, value)
    }
  }

  private func isOrdered<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
    switch self {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    default: false
    }
  }

  private static func isEqual(_ cell: Cell, _ value: String) -> Bool {
    switch cell {
    case .number(let number):
      return UInt64(value).map { $0 == number } ?? (FilterNumber(value)?.value == Double(number))
    case .real(let number): return FilterNumber(value)?.value == number
    case .none, .text, .list: break
    }
    return cell.line == CString(value)
  }

  private static func match(_ cell: Cell, _ expression: String) -> Bool {
    unsafe cl_matches(expression, cell.line.bytes) == 1
  }

  /// Whether a text is an extended regular expression. regex(7)
  static func isExpression(_ text: String) -> Bool { unsafe cl_matches(text, "") >= 0 }
}
