public import Isolation

/// Shows plans: before they are run, and while they run.
public struct PlanPrinter: NarrationPrinter {
  let terminal: Terminal
  let language: Language

  public init(_ terminal: Terminal, in language: Language) {
    self.terminal = terminal
    self.language = language
  }

  /// The whole plan, a line a step, and how each could be taken back.
  func text(of plan: Plan) -> String {
    plan.steps.enumerated().map { line($1, $0 + 1, lasting(of: $1.action)) }.joined()
  }

  public func performed(_ step: Step, number: Int, changes: [Change]) {
    var text = line(step, number)
    for change in changes {
      text += "     \(pad(change.what, 6)) "
      if change.before != change.after { text += "\(change.before) -> \(change.after)  " }
      text += terminal.styled(change.remark?.in(language) ?? "", .dim) + "\n"
    }
    terminal.write(text)
  }

  public func undid(_ action: any Action, role: Role) {
    terminal.write(" <- \(pad("\(role)", 6)) \(action.call)\n")
  }

  private func lasting(of action: any Action) -> String {
    if let undo = action.undo { return "  [\(Text.undone.in(language)) \(undo.call)]" }
    return action.lasting.remark.map { "  [\($0.in(language))]" } ?? ""
  }

  private func line(_ step: Step, _ number: Int, _ lasting: String = "") -> String {
    let call = "\(pad("\(step.role)", 6)) \(step.action.call)"
    let why = step.why.map { "  " + $0.in(language) } ?? ""
    return "\(number < 10 ? " " : "")\(number) \(terminal.styled(pad(call, 62), .bold))  "
      + terminal.styled(step.action.page + lasting + why, .dim) + "\n"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.displayWidth))
  }
}

extension Text {
  fileprivate static let undone = Text(en: "undo:", zh: "撤销：")
}

extension Lasting {
  /// Whether there is a way back.
  fileprivate var remark: Text? {
    switch self {
    case .nothing, .inverse: nil
    case .process: Text(en: "ends with the process", zh: "随进程结束")
    case .permanent: Text(en: "permanent", zh: "不可撤销")
    case .final: Text(en: "no undo from here on", zh: "此后无法撤销")
    }
  }
}
