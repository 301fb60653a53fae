public import Isolation

/// Performs a lab with its reference commands, for real, and makes sure that it keeps its word:
/// every check unmet before, met after; every invariant held; nothing left.
public final class Rehearsal {
  private let lab: Lab
  private let tools: String
  private let audience: (any Audience)?
  /// A command left out or changed, to see whether a check notices.
  private let alteration: Alteration?
  private var problems = Problems()
  private let first: Int
  private let kept: [String: String]
  /// Where it is, and whether anything has been typed there.
  private var place = (step: 0, isTouched: false)
  /// What was drawn, to be kept when some of it is done again.
  public private(set) var draws: [String: String] = [:]

  /// Where going back leads: to the beginning of this step, or of the one before.
  public var stepBefore: Int { place.isTouched ? place.step : max(0, place.step - 1) }

  /// `patience`: how long a state is waited for, in milliseconds, times `Clock.scale`. `first`: steps before
  /// it are not shown; `kept`: what was drawn before.
  public init(
    _ lab: Lab, tools: String, audience: (any Audience)? = nil, altering alteration: Alteration? = nil,
    language: Language = .english, patience: Int64 = 15_000, from first: Int = 0,
    keeping kept: [String: String] = [:]
  ) {
    self.first = first
    self.kept = kept
    self.language = language
    milliseconds = patience
    self.lab = lab
    self.tools = tools
    self.audience = audience
    self.alteration = alteration
  }

  /// What was wrong; empty if all was well.
  public func run() throws(LabError) -> [Text] {
    let before = HostState()
    let session = try Session(lab, tools: tools, keeping: kept)
    draws = session.draws
    do throws(LabError) {
      let engine = Engine(session)
      let milliseconds = milliseconds
      let shells = try NamedShells(in: session, language: language) { Clock.deadline(milliseconds) }
      audience?.labBegins(lab, in: session, from: first)
      for index in lab.steps.indices where goesOn {
        try perform(index, engine, shells, before: index < first ? nil : audience)
      }
      if goesOn { audience?.labEnds(lab) }
    } catch {
      try session.end()
      throw error
    }
    try session.end()
    let left =
      HostState().leftovers(since: before, of: session.traces) + HostState.processes(of: session.traces)
    problems.add(left.map { Text(en: "left on the host: \($0)", zh: "宿主机上有残留：\($0)") })
    return problems.all
  }

  private var goesOn: Bool { problems.isEmpty && audience?.wish == nil }

  private let language: Language
  private let milliseconds: Int64
  private var patience: Int64 { Clock.deadline(milliseconds) }

  private func perform(
    _ index: Int, _ engine: Engine, _ shells: NamedShells, before audience: (any Audience)?
  ) throws(LabError) {
    let step = lab.steps[index]
    place = (index, false)
    try engine.activate(index)
    for (name, maker) in try engine.missing() {
      problems.add(
        step,
        Text(
          en: "uses \(name), which \(maker.id) has made and which is not there",
          zh: "用到 \(maker.id) 中的 \(name)，但它不存在"))
    }
    let first = try engine.round(thorough: true)
    problems.judge(first.results, before: step)
    audience?.stepBegins(step, number: index + 1, filled: first.filled)
    var last = ""
    for (number, command) in step.commands.enumerated() {
      if audience?.wish != nil { return }
      let change = alteration.flatMap { $0.step == index && $0.command == number ? $0.change : nil }
      if change == .omitted {
        try shells.omitted(command)
        continue
      }
      let typed = change?.applied(to: command, in: engine.session) ?? command
      guard let output = try type(typed, step, engine, shells, before: audience) else { return }
      if command.looks { last = output }
    }
    if audience?.wish != nil { return }
    let final = try settle(engine)
    problems.judge(final.results, after: step)
    let answer = try engine.answer()
    if let ask = step.ask { problems.judge(answer, shown: ask.given(last), step) }
    if problems.isEmpty { audience?.stepEnds(step, final.results, answer: answer, filled: final.filled) }
  }

  /// Looks until all is met, or patience ends.
  private func settle(_ engine: Engine) throws(LabError) -> Engine.Round {
    let deadline = patience
    while true {
      _ = reapEndedChildren()
      let round = try engine.round()
      if round.isMet || Clock.now > deadline { return round }
      Clock.pause(20)
    }
  }

  /// Types a command and makes sure that it came out as the author says; nil if it cannot go on.
  private func type(
    _ command: LabCommand, _ step: LabStep, _ engine: Engine, _ shells: NamedShells,
    before audience: (any Audience)?
  ) throws(LabError) -> String? {
    guard let line = try complete(command.type, engine) else {
      problems.add(
        step, Text(en: "\"\(command.type)\" names what was never found", zh: "“\(command.type)”引用了尚未找到的对象"))
      return nil
    }
    guard let shell = try shells.shell(command.shell) else {
      problems.add(
        step,
        Text(
          en: "nothing has opened the shell \"\(command.shell)\"", zh: "没有命令打开过名为“\(command.shell)”的 shell"))
      return nil
    }
    audience?.types(line, command, of: step)
    if audience?.wish != nil { return nil }
    place.isTouched = true
    engine.session.traces.typed(line)
    guard let answer = shell.type(line, before: patience) else {
      problems.add(step, Text(en: "\"\(line)\" gave no prompt back", zh: "“\(line)”之后没有再出现提示符"))
      return nil
    }
    audience?.answers(answer.output, to: command, isAsMeant: answer.isAsMeant(by: command))
    shells.opened(by: command, in: shell)
    problems.judge(answer, of: command, line, step)
    return answer.output
  }

  /// Waits until everything that a command names is known.
  private func complete(_ text: String, _ engine: Engine) throws(LabError) -> String? {
    let deadline = patience
    while true {
      if let line = try engine.round().complete(text) { return line }
      if Clock.now > deadline { return nil }
      Clock.pause(20)
    }
  }
}
