import Console
import Isolation
import LabKit

/// One learner doing one lab: says what to do, asks for predictions, tells what the kernel shows.
final class Lesson {
  private let session: Session
  private let engine: Engine
  private let screen: Screen
  private let quiz: Quiz
  private var hintsGiven = 0
  private var remarksMade: Set<String> = []
  private var isAnnounced = false

  init(_ session: Session, _ screen: Screen) {
    self.session = session
    self.screen = screen
    engine = Engine(session)
    quiz = Quiz(screen)
  }

  private var guide: Guide { session.lab.guide(in: screen.language) }
  private var texts: StepGuide? { guide.steps[engine.step.id] }

  func run(_ program: CString) throws {
    screen.title("L\(session.lab.number)  \(guide.title)")
    screen.line(guide.introduction)
    screen.note(
      Text(
        en: "\nIn this shell: lab hint, lab status, lab next. In another terminal: lab shell. To leave: exit",
        zh: "\n在这个 shell 中可用：lab hint、lab status、lab next；在另一个终端中可用：lab shell；离开请输入 exit"
      ).in(screen.language))
    let shell = try told(in: screen.language) { () throws(LabError) in try LabShell(in: session, [program]) }
    while !engine.isAtEnd {
      try begin()
      switch try shell.relay({ try look() }) {
      case .wanted: try close()
      case .shellEnded, .inputEnded:
        screen.say(
          Text(
            en: "\nLeft at step \(engine.stepIndex + 1); all is taken back.",
            zh: "\n在第 \(engine.stepIndex + 1) 步离开；一切都已复原。"))
        return
      }
    }
    screen.heading("Docker")
    screen.line(guide.docker)
    screen.say(Text(en: "\nThat was the lab. Enter takes everything back.", zh: "\n实验到此结束。按回车键复原一切。"))
    Terminal.input.waitForEnter()
  }

  private var index = 0

  private func begin() throws {
    try told(in: screen.language) { () throws(LabError) in try engine.activate(index) }
    (hintsGiven, remarksMade, isAnnounced, wantsNext) = (0, [], false, false)
    let round = try self.round()
    guard let texts else { return }
    screen.heading("\(index + 1)/\(session.lab.steps.count)")
    screen.line(round.filled(texts.text))
    if let prediction = engine.step.prediction {
      screen.line()
      // Where the state is there already, there is nothing left to predict.
      if round.isMet, !engine.step.onlyLooks {
        screen.say(Text(en: "(not asked: it is there already)", zh: "（不再提问：状态已经存在）"))
      } else {
        quiz.predict(prediction, texts, filled: round.filled)
      }
    }
    screen.note(
      Text(en: "\n(the shell goes on; Enter shows its prompt)", zh: "\n（回到 shell；按回车键显示提示符）").in(
        screen.language))
  }

  private func round() throws -> Engine.Round {
    try told(in: screen.language) { () throws(LabError) in try engine.round() }
  }

  private var wantsNext = false

  /// Looks once while the learner works; true when the step is to be closed.
  private func look() throws -> Bool {
    _ = reapEndedChildren()
    let round = try self.round()
    switch session.takeRequest() {
    case .hint: interject { hint(round) }
    case .status: interject { round.results.forEach(screen.show) }
    case .next: wantsNext = true
    case .quit, nil: break
    }
    if wantsNext { return true }
    if let remark = round.remark, remarksMade.insert(remark).inserted, let text = texts?.others[remark] {
      interject { screen.line("! " + round.filled(text)) }
    }
    guard round.isMet, !engine.step.onlyLooks, !isAnnounced else { return false }
    isAnnounced = true
    // What is seen has to be seen first: the learner says when.
    guard engine.step.observes || engine.step.ask != nil else { return true }
    interject {
      round.results.forEach(screen.show)
      screen.say(Self.lookThenGoOn)
    }
    return false
  }

  /// Says something in the middle of a raw terminal, where a line feed alone does not go back.
  private func interject(_ body: () -> Void) {
    Terminal.input.cooked {
      screen.line()
      body()
    }
  }

  private static let lookThenGoOn = Text(
    en: "Now look at what it shows, then type: lab next", zh: "现在看看结果，然后输入：lab next")

  private func hint(_ round: Engine.Round) {
    // What is done needs no hint.
    if round.isMet, !engine.step.onlyLooks { return screen.say(Self.lookThenGoOn) }
    guard let texts, !texts.hints.isEmpty else { return }
    let number = min(hintsGiven, texts.hints.count - 1)
    hintsGiven += 1
    screen.line(
      "\(Text(en: "hint", zh: "提示").in(screen.language)) \(number + 1)/\(texts.hints.count)  \(round.filled(texts.hints[number]))"
    )
  }

  private func close() throws {
    let round = try self.round()
    screen.line()
    round.results.forEach(screen.show)
    if let texts {
      let isDone = round.isMet
      if !isDone { screen.say(Text(en: "(left before it was met)", zh: "（未满足即离开）")) }
      if isDone, engine.step.observes, let prediction = engine.step.prediction {
        quiz.observe(prediction, texts, filled: round.filled)
      }
      if isDone, let question = texts.others["ask"] {
        let answer = try told(in: screen.language) { () throws(LabError) in try engine.answer() }
        quiz.ask(round.filled(question), answer: answer)
      }
      screen.line("\n" + round.filled(texts.why))
    }
    index += 1
    if index < session.lab.steps.count { return }
    engine.finish()
  }
}
