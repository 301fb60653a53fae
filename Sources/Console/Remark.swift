public import Isolation

/// What stands on a line of its own below a message.
public enum Remark: Sendable {
  /// A cause of what the message says.
  case why
  /// What would work.
  case toTry

  /// `  why  the reason`, `  原因：…`, and the end of the line.
  public func line(_ text: String, in language: Language, styled: (String) -> String = { $0 }) -> String {
    let colon = language == .chinese ? "：" : "  "
    return "  \(styled(label.in(language)))\(colon)\(text)\n"
  }

  private var label: Text {
    switch self {
    case .why: Text(en: "why", zh: "原因")
    case .toTry: Text(en: "try", zh: "可以试试")
    }
  }
}
