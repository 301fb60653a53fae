internal import Isolation

/// Something that the learner reads off and types in.
public struct Ask: Sendable {
  public enum Kind: String, Sendable {
    /// The last number of what is typed counts.
    case number
    /// The last word counts.
    case text
    /// One of some words.
    case choice
  }

  public let kind: Kind
  /// Of `choice`.
  public let choices: [String]
  /// What the kernel says.
  let subject: any Subject

  init(_ value: Value, _ names: Names) throws(FormatError) {
    var fields = try value.fields()
    let type = try fields.need("type")
    guard let kind = Kind(rawValue: try type.text()) else {
      throw type.wrong(.expected("number, text or choice", "number、text 或 choice"))
    }
    self.kind = kind
    choices = kind == .choice ? try fields.need("choices").texts() : []
    subject = try Vocabulary.subject(fields.need("equals"), names)
    try fields.finish()
  }

  /// Of what a learner typed, or of what a command showed, the part that counts.
  public func given(_ typed: String) -> String {
    switch kind {
    case .number: typed.split { !$0.isNumber }.last.map(String.init) ?? ""
    case .text, .choice: typed.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
    }
  }
}
