import Console
import Isolation
import LabKit

/// One learner doing one lab: says what to do, asks for predictions, tells what the kernel shows.
final class Lesson {
  /// How it came to its end.
  enum Ending: Equatable {
    case finished, left
    /// The scene is to be made anew, and rebuilt up to that step.
    case restart(at: Int)
  }

  let session: Session
  let engine: Engine
  /// Shells in which the lab types by itself.
  let kept: KeptShells
  let screen: Screen
  let quiz: Quiz
  let recorder: Recorder
  var progress: Progress
  let voice: Voice
  var relay: Relay?
  /// The step under way.
  var index: Int

  // Of the step under way.
  var hintsGiven = 0
  var remarksMade: Set<String> = []
  var isAnnounced = false
  /// What was shown when it was met, and what the kernel said to the question then.
  var metResults: [CheckResult]?
  var metAnswer: String?
  var wasWarned = false
  var wanted: Wanted?
  var published: Standing?
  /// Of the whole lab.
  private var wasToldOfFullWidth = false

  enum Wanted: Equatable { case close, restart(at: Int) }

  init(
    _ session: Session, _ language: Language, _ form: Form, _ progress: Progress, _ recorder: Recorder,
    from index: Int, cast: Asciicast? = nil
  ) {
    let voice = Voice(session)
    voice.cast = cast
    self.session = session
    self.voice = voice
    var screen = Screen(.output, language, form) { voice.write($0) }
    screen.aside = { voice.tellOthers($0.in(language) + "\n") }
    self.screen = screen
    engine = Engine(session)
    kept = KeptShells(in: session)
    quiz = Quiz(screen, token: progress.token)
    self.progress = progress
    self.recorder = recorder
    self.index = index
  }

  var guide: Guide { session.lab.guide(in: screen.language) }
  var texts: StepGuide? { guide.steps[engine.step.id] }
  var count: Int { session.lab.steps.count }

  /// What comes before the first step.
  func introduce() {
    if index == 0 { screen.line(session.filled(guide.introduction)) }
    screen.note(
      Text(
        en: "\nIn this shell: lab hint, lab status, lab next. In another terminal: lab shell. To leave: exit",
        zh: "\n在这个 shell 中可用 lab hint、lab status、lab next，在另一个终端中可用 lab shell；要离开，请输入 exit"
      ).in(screen.language))
  }

  /// `begins`: gets the shell that runs, once, when it runs.
  func run(_ program: CString, begins: () -> Void) throws -> Ending {
    let changes = screen.form.isLinear ? ["\(Form.variable)": "1"] : [:]
    let shell = try told(in: screen.language) { () throws(LabError) in
      try LabShell(in: session, [program], environment: changes)
    }
    begins()
    defer { kept.end() }
    let relay = Relay(shell, linear: screen.form.isLinear)
    (self.relay, voice.relay) = (relay, relay)
    relay.entered = { [unowned self] in entered($0) }
    if let cast = voice.cast { relay.copy = { cast.output($0) } }
    defer { voice.tellOthers() }
    if index > 0 { try Rebuild(self, relay).run() }
    while index < count {
      if try begin() == .done { continue }
      voice.tellOthers()
      voice.isRelaying = true
      defer { voice.isRelaying = false }
      let end = try relay.run(peek: { session.isAsked }) { try look() }
      voice.isRelaying = false
      switch (end, wanted) {
      case (.wanted, .restart(let index)): return .restart(at: index)
      case (.wanted, _): try close()
      case (.shellEnded, _), (.inputEnded, _):
        screen.say(
          Text(
            en:
              "\nLeft at step \(index + 1) of \(count); all is taken back. To go on: lab start \(session.lab.id)",
            zh: "\n你在第 \(index + 1) 步（共 \(count) 步）离开，一切都已复原。要继续，请运行：lab start \(session.lab.id)"))
        return .left
      }
    }
    engine.finish()
    screen.heading("Docker")
    screen.line(session.filled(guide.docker))
    screen.say(Text(en: "\nThat was the lab. Enter takes everything back.", zh: "\n实验到此结束。按回车键复原一切。"))
    screen.aside?(Answers.elsewhere)
    _ = screen.terminal.answer()
    return .finished
  }

  func round() throws -> Engine.Round {
    try told(in: screen.language) { () throws(LabError) in try engine.round() }
  }

  /// Marks of Chinese typing in a command are letters to a shell: said once.
  private func entered(_ line: String) {
    guard !wasToldOfFullWidth, let (typed, meant) = FullWidth.firstMark(in: line) else { return }
    wasToldOfFullWidth = true
    recorder.add(.remark(engine.step.id, key: "full-width"))
    let name = meant == " " ? Text(en: "a blank", zh: "空格") : Text(en: "\(meant)", zh: "\(meant)")
    screen.say(
      Text(
        en: "! That line has the full-width mark  \(typed)  which a shell takes for a letter: it knows only  "
          + "\(name.in(.english))  . Type it again with the half-width one.",
        zh: "! 刚才那一行里有全角的  \(typed)  ，shell 把它当作普通字符，只认半角的  \(name.in(.chinese))  。请改用半角重新输入。"))
  }
}
