public import Isolation

/// How every tool says that something went wrong: `tool: call: text`, then `why` and `try` lines.
public struct ErrorReport: Sendable {
  let tool: String
  let terminal: Terminal
  let language: Language

  public init(_ tool: String, on terminal: Terminal = .error, in language: Language = .preferred) {
    self.tool = tool
    self.terminal = terminal
    self.language = language
  }

  /// A failure of a plan, with what speaks for which cause.
  public func show(_ failure: Failure, diagnoses: [Diagnosis]) {
    show("\(failure.error)", diagnoses: diagnoses)
  }

  public func show(_ message: String, diagnoses: [Diagnosis] = []) {
    var text = "\(tool): \(message)\n"
    for diagnosis in diagnoses {
      text += "  " + terminal.styled("why", .bold) + "  \(diagnosis.why.in(language))\n"
      if let cure = diagnosis.cure { text += "  " + terminal.styled("try", .bold) + "  \(tool) \(cure)\n" }
      if let advice = diagnosis.advice {
        text += "  " + terminal.styled("try", .bold) + "  \(advice.in(language))\n"
      }
    }
    terminal.write(text)
  }
}
