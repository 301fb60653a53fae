import Console
import Isolation
import LabKit

extension Lesson {
  /// Looks once while the learner works; true when the step is to be closed, or made anew.
  func look() throws -> Bool {
    defer { voice.tellOthers() }
    _ = reapEndedChildren()
    let round = try self.round()
    publish(round)
    for letter in session.takeRequests() {
      var text = ""
      let form = Form(letter.manner)
      reply(to: letter.request, round, Screen(screen.terminal, screen.language, form) { text += $0 })
      session.answer(letter, text)
    }
    if wanted != nil { return true }
    if let remark = round.remark, remarksMade.insert(remark).inserted, let text = texts?.others[remark] {
      recorder.add(.remark(engine.step.id, key: remark))
      screen.line("! " + round.filled(text))
    }
    // A full-screen program has the terminal: it is told when that has gone.
    guard round.isMet, !engine.step.onlyLooks, !isAnnounced, !(relay?.isElsewhere ?? false) else {
      return false
    }
    isAnnounced = true
    metResults = round.results
    metAnswer = try told(in: screen.language) { () throws(LabError) in try engine.answer() }
    round.results.forEach(screen.show)
    wanted = engine.step.observes || engine.step.ask != nil ? nil : .close
    // What is seen has to be seen first: the learner says when.
    if wanted == nil { screen.say(Self.lookThenGoOn) }
    return wanted != nil
  }

  private static let lookThenGoOn = Text(
    en: "Now look at what it shows, then type: lab next", zh: "现在看看结果，然后输入：lab next")

  /// What a command such as `lab hint` is to print, in the terminal where it was typed.
  private func reply(to request: Request, _ round: Engine.Round, _ screen: Screen) {
    switch request {
    case .hint: hint(round, screen)
    case .status:
      attempt(round)
      screen.say(Text(en: "step \(index + 1) of \(count)", zh: "第 \(index + 1) 步，共 \(count) 步"))
      round.results.forEach(screen.show)
    case .why: why(round, screen)
    case .map: screen.show(session.map())
    case .next: next(round, screen)
    case .back:
      guard index > 0 else {
        return screen.say(Text(en: "this is the first step; anew: lab reset", zh: "这已是第一步；要重做，请输入：lab reset"))
      }
      wanted = .restart(at: index - 1)
    case .reset: wanted = .restart(at: index)
    case .quit: break
    }
  }

  private func attempt(_ round: Engine.Round) {
    let unmet = round.results.filter { !$0.verdict.isMet && !$0.verdict.isBlocked }
    if !unmet.isEmpty { recorder.add(.attempt(engine.step.id, unmet: unmet.map { $0.claim.in(.english) })) }
  }

  private func next(_ round: Engine.Round, _ screen: Screen) {
    // What was met may have gone since: who leaves a shell to look elsewhere has done what was asked.
    if round.isMet || isAnnounced || wasWarned {
      wanted = .close
      return
    }
    wasWarned = true
    attempt(round)
    screen.say(Text(en: "Not done yet:", zh: "尚未完成："))
    for result in round.results where !result.verdict.isMet { screen.show(result) }
    screen.say(Text(en: "To go on without it, once more: lab next", zh: "要跳过这一步，请再输入一次：lab next"))
  }

  private func hint(_ round: Engine.Round, _ screen: Screen) {
    // What is done needs no hint.
    if round.isMet, !engine.step.onlyLooks { return screen.say(Self.lookThenGoOn) }
    guard let texts, !texts.hints.isEmpty else { return }
    let number = min(hintsGiven, texts.hints.count - 1)
    hintsGiven += 1
    recorder.add(.hint(engine.step.id, number: number + 1))
    let label = Text(en: "hint", zh: "提示").in(screen.language)
    screen.line("\(label) \(number + 1)/\(texts.hints.count)")
    screen.line(round.filled(texts.hints[number]))
  }

  private func why(_ round: Engine.Round, _ screen: Screen) {
    guard index > 0, let before = guide.steps[session.lab.steps[index - 1].id] else {
      return screen.say(
        Text(en: "no step is done yet; for this one: lab hint", zh: "你还没有完成任何一步；要看这一步的提示，请输入：lab hint"))
    }
    screen.line(round.filled(before.why))
  }
}
