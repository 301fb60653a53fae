import ArgumentParser
import Console
import Isolation
import LabKit

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(en: "List the labs, and which of them this host can run.", zh: "列出实验，以及本机能运行哪些。"))
  @OptionGroup var shelf: Shelf
  @Argument(
    help: .init(
      en: "Only labs with these words in id, title or claims, in either language.",
      zh: "只列出名称、标题（中文或英文）或论断编号中含有这些词的实验。", value: "word")) var words: [String] = []
  @Flag(help: .init(en: "Only labs that this host can run.", zh: "只列出本机能运行的实验。")) var ready = false
  @ArgumentParser.Option(help: .init(en: "Only labs that show this claim.", zh: "只列出验证这条论断的实验。", value: "id"))
  var claim: String?
  @ArgumentParser.Option(
    help: .init(en: "Only labs that take no more minutes.", zh: "只列出所需时间不超过这么多分钟的实验。", value: "n"))
  var minutes: Int?

  func run() throws {
    let doctor = Doctor(), screen = Screen(.output, shelf.spoken)
    let (labs, problems) = try shelf.readable()
    let chosen = labs.map { ($0, doctor.examine($0)) }.filter { lab, readiness in
      lab.matches(words) && (!ready || readiness == .ready) && (claim.map(lab.claims.contains) ?? true)
        && lab.minutes <= minutes ?? Int.max
    }
    for (lab, readiness) in chosen {
      screen.row(lab, readiness, mark: mark(doctor.cut(lab).lab, screen.form.tick).in(shelf.spoken))
    }
    if chosen.isEmpty, !labs.isEmpty { screen.say(Text(en: "no lab is like that", zh: "没有符合条件的实验")) }
    try shelf.tell(problems)
  }

  /// How far the learner is: what is behind them, and was not only passed over.
  private func mark(_ lab: Lab, _ tick: String) -> Text {
    let kept = Progress.kept(of: lab)
    let done = StepsDone(of: lab).ids.count { kept.contains($0) }
    if done == 0 { return Text(en: "", zh: "") }
    return done == lab.steps.count
      ? Text(en: "\(tick) done", zh: "\(tick) 已完成")
      : Text(en: "\(done) of \(lab.steps.count) steps done", zh: "已完成 \(done)/\(lab.steps.count) 步")
  }
}
