internal import Isolation

/// Where a lab has not kept its word, as sentences for its author.
struct Problems {
  private(set) var all: [Text] = []

  var isEmpty: Bool { all.isEmpty }

  mutating func add(_ texts: [Text]) { all += texts }

  mutating func add(_ step: LabStep, _ text: Text) {
    all.append(Text(en: "\(step.id): \(text.in(.english))", zh: "\(step.id)：\(text.in(.chinese))"))
  }

  /// Of a check that came out as it should not.
  mutating func add(_ step: LabStep, _ result: CheckResult, _ text: Text) {
    let observed: Text =
      switch result.verdict {
      case .met(let evidence), .notYet(let evidence): evidence.observed
      case .cannotTell(let text), .blocked(let text, _): text
      }
    add(
      step,
      Text(
        en: "\"\(result.claim.in(.english))\" \(text.in(.english)) (\(observed.in(.english)))",
        zh: "“\(result.claim.in(.chinese))”\(text.in(.chinese))（\(observed.in(.chinese))）"))
  }

  /// The state before anything was done.
  mutating func judge(_ results: [CheckResult], before step: LabStep) {
    for result in results {
      if result.kind == .keep, !result.verdict.isMet {
        add(step, result, Text(en: "must hold when the step begins", zh: "在本步开始时就应成立"))
      } else if result.kind != .keep, result.verdict.isMet {
        add(step, result, Text(en: "is met before anything was done", zh: "还没有做任何操作就已满足"))
      }
    }
  }

  /// The state after the commands.
  mutating func judge(_ results: [CheckResult], after step: LabStep) {
    for result in results where !result.verdict.isMet {
      add(step, result, Text(en: "is not met after the commands", zh: "在命令运行之后仍未满足"))
    }
  }

  mutating func judge(_ answer: DrivenShell.Answer, of command: LabCommand, _ line: String, _ step: LabStep) {
    if answer.isAsMeant(by: command) { return }
    add(
      step,
      Text(
        en: "\"\(line)\" ended with \(answer.status) and said: \(answer.output)",
        zh: "“\(line)”的退出状态为 \(answer.status)，输出为：\(answer.output)"))
  }

  /// The question's answer, as the kernel gives it, is what the last command showed.
  mutating func judge(_ answer: String?, shown: String, _ step: LabStep) {
    if answer == shown { return }
    let (kernel, read) = (answer ?? "?", shown.isEmpty ? "?" : shown)
    add(
      step,
      Text(
        en: "the question's answer is \(kernel), but the commands show \(read)",
        zh: "问题的答案是 \(kernel)，而命令显示的是 \(read)"))
  }
}

extension DrivenShell.Answer {
  /// Whether a command has ended as its author says.
  func isAsMeant(by command: LabCommand) -> Bool {
    switch command.fails {
    case nil: status == 0
    case .status(let wanted): status == wanted
    case .errno(let errno):
      status != 0 && (output.contains(errno.description) || output.contains(errno.name))
    }
  }
}
