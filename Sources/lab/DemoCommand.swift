import ArgumentParser
import Console
import Isolation
import LabKit

struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(
      en: "Perform labs before an audience: looks typed, runs for real.",
      zh: "在观众面前演示实验：命令如同有人逐字输入，并真实运行。"),
    discussion: Text(
      en: """
        Enter goes on: there is a pause before each result. b goes one step back, by taking everything back and doing \
        the steps before again. q ends. Where there is a prediction, type how many hands are up for each choice: 3 12 5.
        """,
      zh: """
        按回车继续：每个结果出现之前都会停下。b 退回一步：先全部复原，再重做前面的各步。q 结束。遇到预测题时，\
        输入各选项举手的人数，例如 3 12 5。
        """))
  @OptionGroup var shelf: Shelf
  @Argument(
    help: .init(
      en: "Labs by id or number; all that this host can run if none is named.",
      zh: "实验的名称或编号；不指定时演示本机能运行的全部实验。", value: "lab")) var names: [String] =
      []
  @Flag(help: .init(en: "Go on without waiting for a key.", zh: "不等待按键，自动继续。")) var auto = false
  @ArgumentParser.Option(
    help: .init(
      en: "With --auto: so many times as fast; 0 leaves out typing and pauses.",
      zh: "与 --auto 合用：以多少倍的速度进行；0 表示不逐字输入，也不停顿。", value: "n"))
  var speed = 1.0
  @Flag(
    help: .init(
      en: "In a second terminal: notes for the speaker, following the demonstration.",
      zh: "在另一个终端中：跟随演示的讲解提示。")) var notes = false
  @ArgumentParser.Option(
    help: .init(en: "Record it, as asciicast version 2.", zh: "录制为 asciicast 第 2 版。", value: "file"))
  var record: String?
  @Flag(
    help: .init(
      en: "Write the run into the records: lab report --all shows it.", zh: "把这次演示写入记录：lab report --all 会列出它。"
    )) var reported = false

  mutating func validate() throws {
    guard speed >= 0, speed <= 1000 else {
      throw ValidationError(Text(en: "--speed is from 0 to 1000", zh: "--speed 的取值为 0 到 1000"))
    }
    if speed != 1, !auto {
      throw ValidationError(Text(en: "--speed goes with --auto", zh: "--speed 要与 --auto 合用"))
    }
  }

  func run() throws {
    let language = shelf.spoken
    if notes { return Notes.follow(Screen(.output, language)) }
    let (labs, broken) = names.isEmpty ? try shelf.readable() : (try names.map { try shelf.lab($0) }, [])
    let doctor = Doctor()
    var screen = Screen(.output, language)
    screen.cast = try cast(labs, screen)
    let pace: Pace =
      !Terminal.input.isInteractive || speed == 0 ? .atOnce : auto ? .timed(speed) : .keys
    let stage = Stage(screen, pace, reported ? Scribe(.demo, language) : nil)
    var failed = false
    for lab in labs {
      if case .blocked = doctor.examine(lab) {
        screen.row(lab, doctor.examine(lab))
        continue
      }
      let (cut, left) = doctor.cut(lab)
      screen.leaves(out: left)
      guard let problems = try perform(cut, stage) else { break }
      for problem in problems { Terminal.error.write("lab: \(lab.id): \(problem.in(language))\n") }
      failed = failed || !problems.isEmpty
      if problems.isEmpty { screen.note(Self.reset.in(language)) }
    }
    if let failure = screen.cast?.failure { Terminal.error.write("lab: \(failure)\n") }
    try shelf.tell(broken)
    if failed || screen.cast?.failure != nil { throw ExitCode(1) }
  }

  private static let reset = Text(
    en: "Reset: the host is as it was before.", zh: "已复原：宿主机与实验前一样。")

  /// Until its end, back and forth; nil if it was ended before.
  private func perform(_ lab: Lab, _ stage: Stage) throws -> [Text]? {
    var first = 0, draws: [String: String] = [:]
    while true {
      let rehearsal = Rehearsal(
        lab, tools: Shelf.tools, audience: stage, language: shelf.spoken, from: first, keeping: draws)
      let problems = try told(in: shelf.spoken) { () throws(LabError) in try rehearsal.run() }
      switch stage.takeWish() {
      case nil: return problems
      case .back where problems.isEmpty: (first, draws) = (rehearsal.stepBefore, rehearsal.draws)
      case .back: return problems
      case .quit:
        stage.screen.note(Self.reset.in(shelf.spoken))
        return problems.isEmpty ? nil : problems
      }
    }
  }

  private func cast(_ labs: [Lab], _ screen: Screen) throws -> Asciicast? {
    guard let record else { return nil }
    let size = screen.terminal.size ?? (columns: 100, rows: 30)
    let title = labs.map { "L\($0.number) \($0.guide(in: screen.language).title)" }.joined(separator: ", ")
    do throws(KernelError) {
      return try Asciicast(record, columns: size.columns, rows: size.rows, title: title)
    } catch {
      throw Trouble(.kernel(error), screen.language)
    }
  }
}
