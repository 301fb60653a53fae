import ArgumentParser
import Console
import Isolation
import LabKit

struct Start: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(
      en: "Do a lab: a shell of yours, and a program that watches what the kernel does.",
      zh: "做一个实验：在你的 shell 中操作，由程序观察内核的状态。"),
    discussion: Text(
      en: "A lab that was left goes on at the first step that is not done.",
      zh: "中途离开的实验，会从第一个未完成的步骤继续。"))
  @OptionGroup var shelf: Shelf
  @Argument(help: .init(en: "The lab, by id or number.", zh: "实验的名称或编号。", value: "lab")) var name: String
  @ArgumentParser.Option(
    help: .init(en: "The shell to work in; else $SHELL.", zh: "使用的 shell；不指定时取 $SHELL。", value: "path"))
  var shell: String?
  @ArgumentParser.Option(
    help: .init(en: "Begin at a step, by number or id.", zh: "从某一步开始：步骤的序号或名称。", value: "step"))
  var from: String?
  @Flag(help: .init(en: "Begin at the first step again.", zh: "从第一步重新开始。")) var again = false
  @Flag(
    help: .init(
      en: "For screen readers: no cursor movement, every line complete by itself.",
      zh: "供读屏软件使用：不移动光标，每行自成完整的一句。")) var linear = false
  @ArgumentParser.Option(
    help: .init(
      en:
        "Who you are, for the records and for what is drawn; else $CONTAINER_ANATOMY_STUDENT, or your login.",
      zh: "你是谁，用于记录和抽取数值；不指定时取 $CONTAINER_ANATOMY_STUDENT，或登录名。", value: "id")
  )
  var student: String?
  @ArgumentParser.Option(
    name: .customLong("class"),
    help: .init(
      en: "The word of your class, from which values are drawn; else $CONTAINER_ANATOMY_CLASS.",
      zh: "班级口令，用于抽取数值；不指定时取 $CONTAINER_ANATOMY_CLASS。", value: "word")
  )
  var classWord: String?
  @ArgumentParser.Option(
    help: .init(en: "Record it, as asciicast version 2.", zh: "录制为 asciicast 第 2 版。", value: "file"))
  var record: String?
  @Flag(help: .init(en: "Only say what would be made on this host.", zh: "只说明会在本机创建什么。")) var plan = false

  func run() throws {
    let language = Language.shown(shelf.spoken)
    let whole = try shelf.lab(name)
    if plan { return Screen(.output, language).show(PlanText(whole)) }
    guard Terminal.input.isInteractive, Terminal.output.isInteractive else {
      throw Trouble(
        .other(
          Text(
            en: "a lab needs a terminal to work in; to only see it: lab demo \(whole.id)",
            zh: "做实验需要一个终端；如果只想观看，请运行：lab demo \(whole.id)")),
        language)
    }
    let doctor = Doctor()
    if case .blocked(let why, let cure) = doctor.examine(whole) {
      let what = Text(en: "\(whole.id): \(why.in(.english))", zh: "\(whole.id)：\(why.in(.chinese))")
      throw Trouble(.other(what), language, cure: cure)
    }
    let (lab, left) = doctor.cut(whole)
    let screen = Screen(.output, language, Form(.output, linear: linear)) { Terminal.output.write($0) }
    if language != shelf.spoken {
      screen.line(
        "This terminal cannot show Chinese (it needs a UTF-8 locale, and more than the kernel's console): English it is."
      )
    }
    var progress = Progress(lab, student: student)
    let index = try firstStep(of: lab, &progress, screen)
    screen.title("L\(lab.number)  \(lab.guide(in: language).title)")
    screen.leaves(out: left)
    let cast = try recording(of: lab, screen)
    let recorder = Recorder(lab, by: .learner)
    defer { recorder.add(.end) }
    try attend(lab, without: left.map(\.step), from: index, progress, recorder, screen, cast)
    if let failure = recorder.failure {
      screen.say(Text(en: "(not recorded: \(failure))", zh: "（未能记录：\(failure)）"))
    }
  }

  /// One scene after the other, until the learner has finished or left.
  private func attend(
    _ lab: Lab, without left: [LabStep], from first: Int, _ progress: Progress, _ recorder: Recorder,
    _ screen: Screen,
    _ cast: Asciicast?
  ) throws {
    let shell = self.shell ?? environment("SHELL") ?? "/bin/sh"
    let student =
      self.student ?? environment("CONTAINER_ANATOMY_STUDENT") ?? UserNames()[Credentials.current.user]
    var index = first, progress = progress, hasBegun = false
    var draws = drawn(for: student, in: lab)
    while true {
      let session = try told(in: screen.language) { () throws(LabError) in
        try Session(lab, tools: Shelf.tools, keeping: draws)
      }
      let lesson = Lesson(session, screen.language, screen.form, progress, recorder, from: index, cast: cast)
      let ending: Lesson.Ending
      do {
        ending = try lesson.run(CString(shell)) {
          if !hasBegun {
            lesson.introduce()
            recorder.add(
              .begin(
                session.beginning(
                  version: version, language: screen.language, student: student, shell: shell)))
            for step in left { recorder.add(.blocked(step.id)) }
          }
          hasBegun = true
        }
      } catch {
        try told(in: screen.language) { () throws(LabError) in try session.end() }
        throw error
      }
      try told(in: screen.language) { () throws(LabError) in try session.end() }
      guard case .restart(let next) = ending else { return }
      index = next
      draws = session.draws
      progress = lesson.progress
      progress.goBack(to: index, in: lab)
      screen.note(
        Text(
          en: "\nThe scene is made anew, for step \(index + 1); this is a new shell.",
          zh: "\n场景已重新建立，回到第 \(index + 1) 步；这是一个新的 shell。"
        ).in(screen.language))
    }
  }

  /// In a class, what its word and the student come to; else it is drawn.
  private func drawn(for student: String, in lab: Lab) -> [String: String] {
    guard let word = classWord ?? environment("CONTAINER_ANATOMY_CLASS"), !word.isEmpty else { return [:] }
    let member = ClassMember(token: word, student: student)
    return Dictionary(uniqueKeysWithValues: lab.draws.map { ($0.name, $0.value(of: member, in: lab.id)) })
  }

  private func recording(of lab: Lab, _ screen: Screen) throws -> Asciicast? {
    guard let record else { return nil }
    let size = screen.terminal.size ?? (columns: 100, rows: 30)
    do throws(KernelError) {
      return try Asciicast(
        record, columns: size.columns, rows: size.rows,
        title: "L\(lab.number) \(lab.guide(in: screen.language).title)")
    } catch {
      throw Trouble(.kernel(error), screen.language)
    }
  }

  private func firstStep(of lab: Lab, _ progress: inout Progress, _ screen: Screen) throws -> Int {
    if let from {
      let number = Int(from).map { $0 - 1 } ?? lab.steps.firstIndex { $0.id == from }
      guard let number, lab.steps.indices.contains(number) else {
        let known = lab.steps.map(\.id).joined(separator: ", ")
        throw Trouble(
          .other(
            Text(
              en: "\(lab.id) has no step \"\(from)\"; there are \(known)",
              zh: "\(lab.id) 没有步骤“\(from)”；现有：\(known)")), screen.language)
      }
      return number
    }
    if again { progress.restart() }
    guard let next = progress.next(in: lab) else {
      progress.restart()
      screen.say(Text(en: "You have done this lab; it begins again.", zh: "这个实验你已经完成过，现在从头开始。"))
      return 0
    }
    if next > 0 {
      screen.say(
        Text(
          en:
            "You go on at step \(next + 1) of \(lab.steps.count). From the beginning: lab start \(lab.id) --again",
          zh: "从第 \(next + 1) 步（共 \(lab.steps.count) 步）继续。要从头开始，请运行：lab start \(lab.id) --again"))
    }
    return next
  }
}
