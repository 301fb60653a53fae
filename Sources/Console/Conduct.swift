public import Isolation

/// What every tool does with a plan: prints it, or carries it out and ends as its command ended.
public struct Conduct: Sendable {
  let tool: String
  let language: Language
  let isExplaining: Bool
  let isDry: Bool
  /// Where it is explained; nil: on standard error.
  let terminal: Terminal?

  public init(
    _ tool: String, in language: Language, explaining: Bool, dry: Bool, telling terminal: Terminal? = nil
  ) {
    self.terminal = terminal
    self.tool = tool
    self.language = language
    isExplaining = explaining
    isDry = dry
  }

  /// `causes`: what a failure is explained with. `refused`: the exit status where the command cannot be run, in
  /// place of 126 and 127. `tellingSignals`: a command that a signal has ended is told by 128 and its number, and not by
  /// ending of the same signal.
  public func run(
    _ plan: Plan, causes: @autoclosure () -> [Cause] = Failure.causes, refused: Int32? = nil,
    tellingSignals: Bool = false
  ) -> Never {
    if isDry {
      Terminal.output.deliver(PlanPrinter(.output, in: language).text(of: plan), by: tool)
      exit(0)
    }
    let narrator = isExplaining ? Narrator(PlanPrinter(terminal ?? .error, in: language)) : nil
    let origin = Origin(of: plan)
    do throws(Failure) {
      guard tellingSignals else { try plan.runToEnd(observedBy: narrator) }
      exit(try plan.run(observedBy: narrator).ending?.status ?? 0)
    } catch {
      ErrorReport(tool, in: language).show(
        error, diagnoses: error.diagnoses(on: .current(since: origin), from: causes()))
      exit(error.exitStatus > 1 ? refused ?? error.exitStatus : error.exitStatus)
    }
  }
}
