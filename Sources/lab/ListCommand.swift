import ArgumentParser
import Console
import Isolation
import LabKit

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the labs, and which of them this host can run.")
  @OptionGroup var shelf: Shelf
  @Argument(help: "Only labs with these words in id, title or claims, in either language.") var words:
    [String] = []
  @Flag(help: "Only labs that this host can run.") var ready = false
  @ArgumentParser.Option(help: ArgumentHelp("Only labs that show this claim.", valueName: "id")) var claim:
    String?
  @ArgumentParser.Option(help: ArgumentHelp("Only labs that take no longer.", valueName: "n")) var minutes:
    Int?

  func run() throws {
    let doctor = Doctor(), screen = Screen(.output, shelf.spoken)
    let (labs, problems) = try shelf.readable()
    let chosen = labs.map { ($0, doctor.examine($0)) }.filter { lab, readiness in
      lab.matches(words) && (!ready || readiness == .ready) && (claim.map(lab.claims.contains) ?? true)
        && lab.minutes <= minutes ?? Int.max
    }
    for (lab, readiness) in chosen { screen.row(lab, readiness, mark: mark(lab).in(shelf.spoken)) }
    if chosen.isEmpty, !labs.isEmpty { screen.say(Text(en: "no lab is like that", zh: "没有符合条件的实验")) }
    try shelf.tell(problems)
  }

  /// How far the learner is: what is behind them, and was not only passed over.
  private func mark(_ lab: Lab) -> Text {
    let kept = Progress.kept(of: lab)
    let done = StepsDone(of: lab).ids.count { kept.contains($0) }
    if done == 0 { return Text(en: "", zh: "") }
    return done == lab.steps.count
      ? Text(en: "✓ done", zh: "✓ 已完成")
      : Text(en: "\(done) of \(lab.steps.count) steps done", zh: "已完成 \(done)/\(lab.steps.count) 步")
  }
}
