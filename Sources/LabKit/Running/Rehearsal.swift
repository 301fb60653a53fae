public import Isolation

/// Performs a lab with its reference commands, for real, and makes sure that it keeps its word:
/// every check unmet before, met after; every invariant held; nothing left.
public final class Rehearsal {
  private let lab: Lab
  private let tools: String
  private let audience: (any Audience)?
  /// A command left out or changed, to see whether a check notices.
  private let alteration: Alteration?
  private var shells: [String: DrivenShell] = [:]
  private var problems: [Text] = []
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
      shells["outside"] = try DrivenShell(in: session, language: language, deadline: patience)
      audience?.labBegins(lab, in: session, from: first)
      for index in lab.steps.indices where goesOn {
        try perform(index, engine, before: index < first ? nil : audience)
      }
      if goesOn { audience?.labEnds(lab) }
    } catch {
      shells = [:]
      try session.end()
      throw error
    }
    shells = [:]
    try session.end()
    let left =
      HostState().leftovers(since: before, of: session.traces) + HostState.processes(of: session.traces)
    problems += left.map { Text(en: "left on the host: \($0)", zh: "宿主机上有残留：\($0)") }
    return problems
  }

  private var goesOn: Bool { problems.isEmpty && audience?.wish == nil }

  private let language: Language
  private let milliseconds: Int64
  private var patience: Int64 { Clock.deadline(milliseconds) }

  private func perform(_ index: Int, _ engine: Engine, before audience: (any Audience)?) throws(LabError) {
    let step = lab.steps[index]
    place = (index, false)
    try engine.activate(index)
    for (name, maker) in try engine.missing() {
      problem(
        step,
        Text(
          en: "uses \(name), which \(maker.id) has made and which is not there",
          zh: "用到 \(maker.id) 中的 \(name)，但它不存在"))
    }
    let first = try engine.round(thorough: true)
    for result in first.results {
      if result.kind == .keep, !result.verdict.isMet {
        problem(step, result, Text(en: "must hold when the step begins", zh: "在本步开始时就应成立"))
      } else if result.kind != .keep, result.verdict.isMet {
        problem(step, result, Text(en: "is met before anything was done", zh: "还没有做任何操作就已满足"))
      }
    }
    audience?.stepBegins(step, number: index + 1, filled: first.filled)
    var last = ""
    for (number, command) in step.commands.enumerated() {
      if audience?.wish != nil { return }
      let change = alteration.flatMap { $0.step == index && $0.command == number ? $0.change : nil }
      if change == .omitted {
        // As a learner who forgot it would: what comes next is typed into the shell that is there.
        if let opens = command.opens { shells[opens] = try shell(command.shell, engine.session) }
        continue
      }
      let typed = altered(command, change, engine.session)
      guard let output = try type(typed, step, engine, before: audience) else { return }
      if command.looks { last = output }
    }
    if audience?.wish != nil { return }
    let final = try settle(engine)
    for result in final.results where !result.verdict.isMet {
      problem(step, result, Text(en: "is not met after the commands", zh: "在命令运行之后仍未满足"))
    }
    let answer = try engine.answer()
    if let ask = step.ask { compare(answer, with: ask.given(last), step) }
    if problems.isEmpty { audience?.stepEnds(step, final.results, answer: answer, filled: final.filled) }
  }

  private func altered(_ command: LabCommand, _ change: Alteration.Change?, _ session: Session) -> LabCommand
  {
    switch change {
    case .kind(let line): return command.typing(line)
    case .draw(let name):
      guard let value = session.draws[name],
        let other = lab.draws.first(where: { $0.name == name })?.other(than: value)
      else { return command }
      return command.typing(command.type.filled { $0 == name ? other : "${\($0)}" } ?? command.type)
    case .omitted, nil: return command
    }
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
    _ command: LabCommand, _ step: LabStep, _ engine: Engine, before audience: (any Audience)?
  ) throws(LabError) -> String? {
    guard let line = try complete(command.type, engine) else {
      problem(
        step, Text(en: "\"\(command.type)\" names what was never found", zh: "“\(command.type)”引用了尚未找到的对象"))
      return nil
    }
    guard let shell = try shell(command.shell, engine.session) else {
      problem(
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
      problem(step, Text(en: "\"\(line)\" gave no prompt back", zh: "“\(line)”之后没有再出现提示符"))
      return nil
    }
    audience?.answers(answer.output, to: command, isAsMeant: answer.isAsMeant(by: command))
    if let opens = command.opens {
      shells[opens] = shell
      // The terminal belongs to the new shell now; who needs the old one gets another terminal.
      shells[command.shell] = nil
    }
    judge(answer, of: command, line, step)
    return answer.output
  }

  private func judge(_ answer: DrivenShell.Answer, of command: LabCommand, _ line: String, _ step: LabStep) {
    if !answer.isAsMeant(by: command) {
      problem(
        step,
        Text(
          en: "\"\(line)\" ended with \(answer.status) and said: \(answer.output)",
          zh: "“\(line)”的退出状态为 \(answer.status)，输出为：\(answer.output)"))
    }
  }

  /// The shell of that name. `outside` can be had again: it is a further terminal in the scene.
  private func shell(_ name: String, _ session: Session) throws(LabError) -> DrivenShell? {
    if let shell = shells[name] { return shell }
    guard name == "outside" else { return nil }
    let shell = try DrivenShell(in: session, language: language, deadline: patience)
    shells[name] = shell
    return shell
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

  /// The question's answer, as the kernel gives it, is what the last command showed.
  private func compare(_ answer: String?, with shown: String, _ step: LabStep) {
    if answer == nil || answer != shown {
      let (kernel, read) = (answer ?? "?", shown.isEmpty ? "?" : shown)
      problem(
        step,
        Text(
          en: "the question's answer is \(kernel), but the commands show \(read)",
          zh: "问题的答案是 \(kernel)，而命令显示的是 \(read)"))
    }
  }

  private func problem(_ step: LabStep, _ text: Text) {
    problems.append(
      Text(en: "\(step.id): \(text.in(.english))", zh: "\(step.id)：\(text.in(.chinese))"))
  }

  private func problem(_ step: LabStep, _ result: CheckResult, _ text: Text) {
    let observed: Text =
      switch result.verdict {
      case .met(let evidence), .notYet(let evidence): evidence.observed
      case .cannotTell(let text), .blocked(let text, _): text
      }
    problem(
      step,
      Text(
        en: "\"\(result.claim.in(.english))\" \(text.in(.english)) (\(observed.in(.english)))",
        zh: "“\(result.claim.in(.chinese))”\(text.in(.chinese))（\(observed.in(.chinese))）"))
  }
}

extension DrivenShell.Answer {
  /// Whether a command has ended as its author says.
  fileprivate func isAsMeant(by command: LabCommand) -> Bool {
    switch command.fails {
    case nil: status == 0
    case .status(let wanted): status == wanted
    case .errno(let errno):
      status != 0 && (output.contains(errno.description) || output.contains(errno.name))
    }
  }
}
