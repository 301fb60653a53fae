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
  public func show(_ plan: Plan) {
    terminal.write(plan.steps.enumerated().map { line($1, $0 + 1) }.joined())
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

  private func line(_ step: Step, _ number: Int) -> String {
    let call = "\(pad("\(step.role)", 6)) \(step.action.call)"
    let why = step.why.map { "  " + $0.in(language) } ?? ""
    return "\(number < 10 ? " " : "")\(number) \(terminal.styled(pad(call, 62), .bold))  "
      + terminal.styled(step.action.page + why, .dim) + "\n"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.displayWidth))
  }
}
