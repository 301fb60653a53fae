internal import Isolation

/// Something that learners often do instead, recognised by what the kernel shows.
public struct Mistake: Sendable {
  let when: Condition
  /// The key of the text in the guide.
  public let say: String
  let unless: Exception

  /// When it is no mistake, though it looks like one.
  enum Exception: Sendable {
    /// Something that the step asks for is there.
    case onTheWay
    case never
    case bound(String)
    case holds(Condition)
  }

  init(_ value: Value, _ names: Names) throws(FormatError) {
    var fields = try value.fields()
    when = try Vocabulary.condition(fields.need("when"), names)
    say = try fields.need("say").text()
    if let unless = fields.take("unless") {
      if unless.isMapping {
        self.unless = .holds(try Vocabulary.condition(unless, names))
      } else if try unless.text() == "nothing" {
        self.unless = .never
      } else {
        self.unless = .bound(try names.binding(unless))
      }
    } else {
      unless = .onTheWay
    }
    try fields.finish()
  }
}
