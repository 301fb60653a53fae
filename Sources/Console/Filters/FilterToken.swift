internal import Isolation

/// A word of a filter expression.
enum FilterToken: Equatable {
  case name(String)
  case text(String)
  case comparison(FilterComparison)
  case and, or, not, open, close

  /// All words of a text.
  static func all(in text: String) throws(Refusal) -> [FilterToken] {
    var rest = Array(text)[...]
    var tokens: [FilterToken] = []
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if first == "\"" || first == "'" {
        tokens.append(try quoted(&rest))
      } else if let (sign, token) = signs.first(where: { rest.starts(with: $0.0) }) {
        rest.removeFirst(sign.count)
        tokens.append(token)
      } else {
        let word = rest.prefix { $0.isLetter || $0.isNumber || "_-./:+".contains($0) }
        guard !word.isEmpty else { throw Refusal(Text(en: "\(first) is unexpected", zh: "意外的 \(first)")) }
        rest.removeFirst(word.count)
        tokens.append(words[word.map { String($0).lowercased() }.joined()] ?? .name(String(word)))
      }
    }
    return tokens
  }

  // What begins like another one stands before it.
  private static let signs: [(String, FilterToken)] = [
    ("==", .comparison(.equal)), ("!=", .comparison(.notEqual)), ("<=", .comparison(.lessOrEqual)),
    (">=", .comparison(.greaterOrEqual)), ("=~", .comparison(.matches)), ("!~", .comparison(.matchesNot)),
    ("<", .comparison(.less)), (">", .comparison(.greater)), ("&&", .and), ("||", .or), ("!", .not),
    ("(", .open), (")", .close),
  ]
  private static let words: [String: FilterToken] = [
    "and": .and, "or": .or, "not": .not, "eq": .comparison(.equal), "ne": .comparison(.notEqual),
    "lt": .comparison(.less), "le": .comparison(.lessOrEqual), "gt": .comparison(.greater),
    "ge": .comparison(.greaterOrEqual),
  ]

  /// A backslash takes the next character as it is.
  private static func quoted(_ rest: inout ArraySlice<Character>) throws(Refusal) -> FilterToken {
    let quote = rest.removeFirst()
    var text = ""
    while let next = rest.popFirst() {
      if next == quote { return .text(text) }
      if next == "\\", let escaped = rest.popFirst() { text.append(escaped) } else { text.append(next) }
    }
    throw Refusal(Text(en: "a quoted text does not end", zh: "引号没有结束"))
  }
}
