public import Isolation

/// Performs a lab with its reference commands, for real, and makes sure that it keeps its word:
/// every check unmet before, met after; every invariant held; nothing left.
public final class Rehearsal {
  private let lab: Lab
  private let tools: String
  private weak var audience: (any Audience)?
  /// A command left out, to see whether a check notices.
  private let omitted: Omission?
  private var shells: [String: DrivenShell] = [:]
  private var problems: [Text] = []

  /// A command by its place.
  public struct Omission: Hashable, Sendable {
    public let step: Int
    public let command: Int
    public init(step: Int, command: Int) {
      self.step = step
      self.command = command
    }
  }

  /// `patience`: how long a state is waited for, in milliseconds, times `Clock.scale`.
  public init(
    _ lab: Lab, tools: String, audience: (any Audience)? = nil, omitting omitted: Omission? = nil,
    language: Language = .english, patience: Int64 = 15_000
  ) {
    self.language = language
    milliseconds = patience
    self.lab = lab
    self.tools = tools
    self.audience = audience
    self.omitted = omitted
  }

  /// What was wrong; empty if all was well.
  public func run() throws(LabError) -> [Text] {
    let before = HostState()
    let session = try Session(lab, tools: tools)
    do throws(LabError) {
      let engine = Engine(session)
      shells["outside"] = try DrivenShell(in: session, language: language, deadline: patience)
      audience?.labBegins(lab)
      for index in lab.steps.indices where problems.isEmpty {
        try perform(index, engine)
      }
      if problems.isEmpty { audience?.labEnds(lab) }
    } catch {
      shells = [:]
      try session.end()
      throw error
    }
    shells = [:]
    try session.end()
    let left = HostState().leftovers(since: before, namespaces: session.seenNamespaces)
    problems += left.map { Text(en: "left on the host: \($0)", zh: "主机上遗留了：\($0)") }
    return problems
  }

  private let language: Language
  private let milliseconds: Int64
  private var patience: Int64 { Clock.deadline(milliseconds) }

  private func perform(_ index: Int, _ engine: Engine) throws(LabError) {
    let step = lab.steps[index]
    try engine.activate(index)
    let first = try engine.round(thorough: true)
    for result in first.results {
      if result.kind == .keep, !result.verdict.isMet {
        problem(step, result, Text(en: "must hold when the step begins", zh: "在本步开始时就应成立"))
      } else if result.kind != .keep, result.verdict.isMet {
        problem(step, result, Text(en: "is met before anything was done", zh: "还没做任何操作就已满足"))
      }
    }
    audience?.stepBegins(step, number: index + 1, filled: first.filled)
    var last = ""
    for (place, command) in step.commands.enumerated() {
      if omitted == Omission(step: index, command: place) {
        // As a learner who forgot it would: what comes next is typed into the shell that is there.
        if let opens = command.opens { shells[opens] = try shell(command.shell, engine.session) }
        continue
      }
      guard let output = try type(command, step, engine) else { return }
      if command.looks { last = output }
    }
    let final = try settle(engine)
    for result in final.results where !result.verdict.isMet {
      problem(step, result, Text(en: "is not met after the commands", zh: "在命令执行之后仍未满足"))
    }
    let answer = try engine.answer()
    if step.ask != nil { compare(answer, with: last, step) }
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
  private func type(_ command: LabCommand, _ step: LabStep, _ engine: Engine) throws(LabError) -> String? {
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
    audience?.types(line, shell: command.shell, of: step)
    guard let answer = shell.type(line, before: patience) else {
      problem(step, Text(en: "\"\(line)\" gave no prompt back", zh: "“\(line)”没有返回提示符"))
      return nil
    }
    audience?.answers(answer.output)
    if let opens = command.opens {
      shells[opens] = shell
      // The terminal belongs to the new shell now; who needs the old one gets another terminal.
      shells[command.shell] = nil
    }
    judge(answer, of: command, line, step)
    return answer.output
  }

  private func judge(_ answer: DrivenShell.Answer, of command: LabCommand, _ line: String, _ step: LabStep) {
    let isAsMeant =
      switch command.fails {
      case nil: answer.status == 0
      case .status(let status): answer.status == status
      case .errno(let errno):
        answer.status != 0
          && (answer.output.contains(errno.description) || answer.output.contains(errno.name))
      }
    if !isAsMeant {
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

  /// The question's answer, as the kernel gives it, is the last number that the commands showed.
  private func compare(_ answer: String?, with output: String, _ step: LabStep) {
    let shown = output.split { !$0.isNumber }.last.map(String.init)
    if answer == nil || answer != shown {
      let (kernel, read) = (answer ?? "?", shown ?? "?")
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

extension Lab {
  /// The commands that a check must miss if they are left out.
  public var omissions: [Rehearsal.Omission] {
    steps.indices.flatMap { step in
      steps[step].commands.indices.filter { !steps[step].commands[$0].looks }
        .map { Rehearsal.Omission(step: step, command: $0) }
    }
  }
}
