internal import Isolation

extension Filter {
  /// `numbers`: those of the columns that hold numbers. Names of columns in any case.
  public init(_ text: String, columns: [String], numbers: Set<String>) throws(Refusal) {
    var parser = FilterParser(
      rest: try FilterToken.all(in: text)[...], columns: columns, numbers: numbers)
    self = try parser.alternatives()
    if let left = parser.rest.first {
      throw Refusal(Text(en: "\(left.words) is unexpected", zh: "意外的 \(left.words)"))
    }
  }
}

/// `or` binds less than `and`, and `and` less than `not`.
private struct FilterParser {
  var rest: ArraySlice<FilterToken>
  let columns: [String]
  let numbers: Set<String>

  mutating func alternatives() throws(Refusal) -> Filter {
    var all = try conditions()
    while take(.or) { all = .either(all, try conditions()) }
    return all
  }

  private mutating func conditions() throws(Refusal) -> Filter {
    var all = try condition()
    while take(.and) { all = .both(all, try condition()) }
    return all
  }

  private mutating func condition() throws(Refusal) -> Filter {
    if take(.not) { return .not(try condition()) }
    if take(.open) {
      let inner = try alternatives()
      guard take(.close) else { throw Refusal(Text(en: ") is missing", zh: "缺少 )")) }
      return inner
    }
    guard case .name(let name)? = rest.first else {
      let what = rest.first?.words
      throw Refusal(
        Text(
          en: "a column is missing" + (what.map { " before \($0)" } ?? " at the end"),
          zh: what.map { "\($0) 之前缺少列名" } ?? "结尾缺少列名"))
    }
    rest.removeFirst()
    guard let column = columns.first(where: { $0.lowercased() == name.lowercased() }) else {
      throw Refusal(
        Text(
          en: "there is no column \(name): \(columns.joined(separator: " "))",
          zh: "没有列 \(name)：可用 \(columns.joined(separator: " "))"))
    }
    guard case .comparison(let comparison)? = rest.first else { return .holds(column: column) }
    rest.removeFirst()
    return .compared(.init(column: column, comparison: comparison, value: try value(for: column, comparison)))
  }

  private mutating func value(
    for column: String, _ comparison: FilterComparison
  ) throws(Refusal) -> String {
    let value: String
    switch rest.popFirst() {
    case .name(let word): value = word
    case .text(let text): value = text
    default:
      throw Refusal(Text(en: "a value for \(column) is missing", zh: "缺少 \(column) 的值"))
    }
    if comparison == .matches || comparison == .matchesNot {
      guard FilterComparison.isExpression(value) else {
        throw Refusal(Text(en: "\(value) is no regular expression", zh: "\(value) 不是正则表达式"))
      }
    } else if numbers.contains(column), FilterNumber(value) == nil {
      throw Refusal(Text(en: "\(column) is a number, \(value) is none", zh: "\(column) 是数字，而 \(value) 不是"))
    }
    return value
  }

  private mutating func take(_ token: FilterToken) -> Bool {
    guard rest.first == token else { return false }
    rest.removeFirst()
    return true
  }
}

extension FilterToken {
  fileprivate var words: String {
    switch self {
    case .name(let name): name
    case .text(let text): "\"\(text)\""
    case .comparison: "comparison"
    case .and: "and"
    case .or: "or"
    case .not: "not"
    case .open: "("
    case .close: ")"
    }
  }
}
