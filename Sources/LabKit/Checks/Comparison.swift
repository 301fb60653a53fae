internal import CLinux
internal import Isolation

/// What a value read from the kernel is held against.
enum Comparison: Hashable, Sendable {
  case equal(String)
  case notEqual(String)
  case atLeast(Int)
  case atMost(Int)
  /// 100 times a ratio.
  case between(Int, Int)
  /// So much more than when the step began, or than nothing where it was not there.
  case rises(Int)
  /// As it was when the step began.
  case asAtActivation
  /// Not as it was then.
  case changed
  /// A regular expression of regex(7) matches it.
  case matches(String)
  /// As the same thing reads elsewhere.
  case equalIn(String)
  case notEqualIn(String)

  init(_ value: Value, _ names: Names) throws(FormatError) {
    guard value.isMapping else {
      let text = try value.text()
      self = text == "as-at-activation" ? .asAtActivation : .equal(text)
      return
    }
    var fields = try value.fields()
    if let other = fields.take("equal-in") {
      self = .equalIn(try names.binding(other))
    } else if let other = fields.take("not-equal-in") {
      self = .notEqualIn(try names.binding(other))
    } else if let changed = fields.take("changed") {
      guard try changed.flag() else { throw changed.wrong(.expected("true", "true")) }
      self = .changed
    } else if let expression = fields.take("matches") {
      let text = try expression.text()
      // Repetitions within repetitions take memory without end.
      let isSmall = text.utf8.count <= 200 && text.count { $0 == "{" } <= 2
      guard isSmall, unsafe cl_matches(text, "") >= 0 else {
        throw expression.wrong(.expected("an extended regular expression", "扩展正则表达式"))
      }
      self = .matches(text)
    } else if let number = fields.take("at-least") {
      self = .atLeast(try number.int())
    } else if let number = fields.take("at-most") {
      self = .atMost(try number.int())
    } else {
      self = .notEqual(try fields.need("not").text())
    }
    try fields.finish()
  }

  /// Without one, as a question's subject has none, anything will do.
  static func optional(_ value: Value?, _ names: Names) throws(FormatError) -> Comparison {
    guard let value else { return .notEqual("") }
    return try Comparison(value, names)
  }

  /// What was read when the step began counts.
  var needsBaseline: Bool {
    switch self {
    case .asAtActivation, .changed, .rises: true
    default: false
    }
  }

  func label(_ look: Look?) -> Text {
    func filled(_ text: String) -> String { look.flatMap { $0.filled(text) } ?? text }
    return switch self {
    case .equal("present"): Text(en: "is there", zh: "存在")
    case .equal("absent"): Text(en: "is not there", zh: "不存在")
    case .equal("yes"): Text(en: "(yes)", zh: "（是）")
    case .equal("no"): Text(en: "(no)", zh: "（否）")
    case .equal(let text): Text(en: "is \(filled(text))", zh: "为 \(filled(text))")
    case .notEqual(let text): Text(en: "is not \(filled(text))", zh: "不为 \(filled(text))")
    case .atLeast(let number): Text(en: "is at least \(number)", zh: "不少于 \(number)")
    case .atMost(let number): Text(en: "is at most \(number)", zh: "不超过 \(number)")
    case .asAtActivation: Text(en: "is as it was when the step began", zh: "与本步开始时相同")
    case .between(let low, let high): Text(en: "is \(low) to \(high)", zh: "在 \(low) 到 \(high) 之间")
    case .rises(let number): Text(en: "rises by at least \(number)", zh: "至少增加 \(number)")
    case .changed: Text(en: "is not as it was when the step began", zh: "与本步开始时不同")
    case .matches(let expression): Text(en: "matches \(expression)", zh: "匹配 \(expression)")
    case .equalIn(let name): Text(en: "is the same as in \(name)", zh: "与 \(name) 中的相同")
    case .notEqualIn(let name): Text(en: "differs from that in \(name)", zh: "与 \(name) 中的不同")
    }
  }
}
