public import Isolation

/// How every tool says that something went wrong: `tool: call: text`, then `why` and `try` lines.
public struct ErrorReport: Sendable {
  let tool: String
  /// What the tool was given, for a cure that is the same with something added.
  let arguments: [CString]
  let terminal: Terminal
  let language: Language

  public init(
    _ tool: String, given arguments: [CString] = ownArguments, on terminal: Terminal = .error,
    in language: Language = .preferred
  ) {
    self.tool = tool
    self.arguments = arguments
    self.terminal = terminal
    self.language = language
  }

  /// A failure of a plan, with what speaks for which cause.
  public func show(_ failure: Failure, diagnoses: [Diagnosis]) {
    show("\(failure.error)", diagnoses: diagnoses)
  }

  public func show(_ message: String, diagnoses: [Diagnosis] = []) {
    terminal.write(text(message, diagnoses))
  }

  func text(_ message: String, _ diagnoses: [Diagnosis]) -> String {
    var text = "\(tool): \(message)\n"
    for diagnosis in diagnoses {
      text += line(.why, diagnosis.why.in(language))
      for cure in diagnosis.cures { text += line(.toTry, words(of: cure)) }
    }
    return text
  }

  private func line(_ remark: Remark, _ text: String) -> String {
    remark.line(text, in: language) { terminal.styled($0, .bold) }
  }

  private func words(of cure: Cure) -> String {
    if case .adding(let options) = cure {
      return ([tool, options] + arguments.map(\.shellWord)).joined(separator: " ")
    }
    return cure.words(in: language) ?? ""
  }
}
