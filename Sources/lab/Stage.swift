import Console
import Isolation
import LabKit

/// Shows a lab to people who watch.
final class Stage: Audience {
  let screen: Screen
  let pace: Pace
  private(set) var wish: Wish?
  private var lab: Lab?
  private weak var session: Session?
  private var notes: Notes?
  private var shown: String?
  private var hands: Hands?
  private let scribe: Scribe?

  init(_ screen: Screen, _ pace: Pace, _ scribe: Scribe? = nil) {
    self.screen = screen
    self.pace = pace
    self.scribe = scribe
  }

  /// What was wanted; from here on nothing is.
  func takeWish() -> Wish? {
    defer { wish = nil }
    return wish
  }

  private func guide(of step: LabStep) -> StepGuide? { lab?.guide(in: screen.language).steps[step.id] }

  func labBegins(_ lab: Lab, in session: Session, from first: Int) {
    scribe?.labBegins(lab, in: session, from: first)
    (self.lab, self.session) = (lab, session)
    notes = Notes(lab, SpeakerNotes(in: session), screen)
    let guide = lab.guide(in: screen.language)
    if first > 0 {
      let steps = Text(en: "(back: \(first) of the steps are done again)", zh: "（返回：重做前 \(first) 步）")
      return screen.note("\n" + steps.in(screen.language))
    }
    screen.title("L\(lab.number)  \(guide.title)")
    screen.line(session.filled(guide.introduction))
    if case .keys = pace { screen.note("\n" + Self.help.in(screen.language)) }
  }

  private static let help = Text(
    en: "(Enter goes on, b goes one step back, q ends; notes for the speaker: lab demo --notes)",
    zh: "（按回车键继续，b 返回一步，q 结束；讲解备注：lab demo --notes）")

  func stepBegins(_ step: LabStep, number: Int, filled: (String) -> String) {
    scribe?.stepBegins(step, number: number, filled: filled)
    guard let lab, let guide = guide(of: step) else { return }
    (shown, hands) = (nil, nil)
    screen.cast?.marker("\(number)/\(lab.steps.count) \(step.id)")
    screen.heading("\(number)/\(lab.steps.count)  \(step.id)")
    screen.line(filled(guide.text))
    notes?.stepBegins(step, number, guide, filled)
    guard let prediction = step.prediction else { return wait() }
    screen.line()
    if let table = prediction.table {
      screen.show(table, prediction.choices, guide, filled)
      wait()
    } else {
      screen.question(filled(guide.question), guide.shown(filled))
      countHands(guide.choices.count)
    }
    screen.line()
  }

  /// The one who demonstrates types how many hands are up for each choice.
  private func countHands(_ choices: Int) {
    guard case .keys = pace else { return wait() }
    let letters = (0..<choices).map(screen.letter).joined(separator: " ")
    screen.write(
      Text(
        en: "Hands up for \(letters) ? (numbers, such as 3 12 5; Enter goes on): ",
        zh: "举手人数 \(letters) ?（输入数字，例如 3 12 5；直接按回车键则跳过）："
      ).in(screen.language))
    if let line = read() { hands = Hands(line) }
  }

  func types(_ line: String, _ command: LabCommand, of step: LabStep) {
    notes?.next(line, command)
    if shown != command.shell {
      screen.line(screen.terminal.styled("[\(command.shell)]", .bold))
      shown = command.shell
    }
    screen.write(edge(command) + screen.terminal.styled("\(command.shell)$ ", .cyan))
    if screen.terminal.isInteractive, pace.letter > 0 {
      for character in line {
        screen.write(String(character))
        Clock.pause(pace.letter)
      }
    } else {
      screen.write(line)
    }
    // What comes of it is worth a moment of doubt.
    guard case .keys = pace else {
      screen.line()
      return wait()
    }
    wait()
  }

  /// What happens in a shell other than the first stands a little in.
  private func edge(_ command: LabCommand) -> String { command.shell == "outside" ? "" : "| " }

  func answers(_ output: String, to command: LabCommand, isAsMeant: Bool) {
    if let opens = command.opens { shown = opens == command.shell ? shown : nil }
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines.last == "" ? lines.dropLast() : lines[...] { screen.line(edge(command) + line) }
    guard let failure = command.fails, isAsMeant else { return }
    let words = failure.words
    screen.note(
      screen.form.tick + " "
        + Text(en: "this had to fail with \(words), and did", zh: "这条命令应当失败（\(words)），果然如此").in(
          screen.language))
  }

  func stepEnds(_ step: LabStep, _ results: [CheckResult], answer: String?, filled: (String) -> String) {
    scribe?.stepEnds(step, results, answer: answer, filled: filled)
    notes?.stepEnds()
    if !step.commands.isEmpty { wait() }
    if wish != nil { return }
    screen.line()
    results.forEach(screen.show)
    guard let guide = guide(of: step) else { return }
    if let question = guide.others["ask"], let answer {
      screen.line(" " + Text(en: "asked", zh: "提问").in(screen.language) + "  \(filled(question))  \(answer)")
    }
    if let prediction = step.prediction { tell(prediction, guide, filled) }
    screen.line(filled(guide.why))
    wait()
  }

  private func tell(_ prediction: Prediction, _ guide: StepGuide, _ filled: (String) -> String) {
    screen.line()
    if let table = prediction.table { return screen.tell(table, guide, filled) }
    guard let choice = guide.choices.first(where: { $0.id == prediction.answer }) else { return }
    if let hands {
      for index in 0...guide.choices.count where hands.counts.indices.contains(index) {
        let letter = index < guide.choices.count ? screen.letter(index) : "?"
        let right = index < guide.choices.count && guide.choices[index] == choice
        screen.line(" \(right ? screen.form.tick : " ") \(letter))\(hands.bar(index))")
      }
    }
    let letter = guide.choices.firstIndex(of: choice).map(screen.letter) ?? ""
    let label = Text(en: "The answer: ", zh: "答案：").in(screen.language)
    screen.paragraph("\(label)\(letter)) \(filled(choice.sentences))")
  }

  func labEnds(_ lab: Lab) {
    scribe?.labEnds(lab)
    screen.heading("Docker")
    let docker = lab.guide(in: screen.language).docker
    screen.line(session?.filled(docker) ?? docker)
    screen.line()
  }
}

extension Stage {
  /// Until a key, for a while, or not at all.
  private func wait() {
    switch pace {
    case .keys: _ = read()
    case .timed: if screen.terminal.isInteractive { Clock.pause(pace.pause) }
    case .atOnce: break
    }
  }

  /// A line; nil where it was a wish.
  private func read() -> String? {
    if wish != nil { return nil }
    while true {
      let line = Terminal.input.readLine()
      screen.cast?.output("\n")
      switch line?.filter({ !$0.isWhitespace }).lowercased() {
      // The end of the input is an end as well.
      case nil, "q", "ｑ": wish = .quit
      case "b", "ｂ": wish = .back
      case "?", "h": screen.note(Self.help.in(screen.language)); continue
      default: return line
      }
      return nil
    }
  }
}
