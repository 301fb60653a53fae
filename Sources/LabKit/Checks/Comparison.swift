internal import Isolation

/// What a value read from the kernel is held against.
enum Comparison: Hashable, Sendable {
  case equal(String)
  case notEqual(String)
  case atLeast(Int)
  case atMost(Int)
  /// As it was when the step began.
  case asAtActivation
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
    } else if let number = fields.take("at-least") {
      self = .atLeast(try number.int())
    } else if let number = fields.take("at-most") {
      self = .atMost(try number.int())
    } else {
      self = .notEqual(try fields.need("not").text())
    }
    try fields.finish()
  }

  func label(_ look: Look?) -> Text {
    func filled(_ text: String) -> String { look.flatMap { $0.filled(text) } ?? text }
    return switch self {
    case .equal(let text): Text(en: "is \(filled(text))", zh: "为 \(filled(text))")
    case .notEqual(let text): Text(en: "is not \(filled(text))", zh: "不为 \(filled(text))")
    case .atLeast(let number): Text(en: "is at least \(number)", zh: "不少于 \(number)")
    case .atMost(let number): Text(en: "is at most \(number)", zh: "不超过 \(number)")
    case .asAtActivation: Text(en: "is as it was when the step began", zh: "与本步开始时相同")
    case .equalIn(let name): Text(en: "is the same as in \(name)", zh: "与 \(name) 中相同")
    case .notEqualIn(let name): Text(en: "differs from that in \(name)", zh: "与 \(name) 中不同")
    }
  }
}
