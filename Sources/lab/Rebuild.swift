import Console
import Isolation
import LabKit

/// Makes again what the steps before the first one had made: types their commands, for all to see.
///
/// What they only looked at is left out. Commands of a shell that is not the learner's go to a shell
/// that the lab keeps.
final class Rebuild {
  private let lesson: Lesson
  private let relay: Relay
  private var screen: Screen { lesson.screen }
  /// The name that the learner's shell has now.
  private var own = "outside"

  /// How long what a command makes is waited for, on a machine that is busy with other things as well.
  private static let patience: Int64 = 15_000

  init(_ lesson: Lesson, _ relay: Relay) {
    self.lesson = lesson
    self.relay = relay
  }

  func run() throws {
    let steps = lesson.session.lab.steps[..<lesson.index]
    guard steps.contains(where: { step in step.commands.contains { !$0.looks } }) else { return }
    defer { relay.leaveLine() }
    screen.note(
      Text(
        en: "\nWhat the earlier steps had made is gone. It is made again: their commands are typed for you.",
        zh: "\n前面几步留下的状态已经不在了。现在替你重新输入那几步的命令，把它恢复过来。"
      ).in(screen.language))
    for number in steps.indices {
      try told(in: screen.language) { () throws(LabError) in try lesson.engine.activate(number) }
      for command in steps[number].commands where !command.looks {
        guard try type(command) else { return fail(number) }
      }
      if try !settles() { return fail(number) }
    }
  }

  private func fail(_ number: Int) {
    relay.leaveLine()
    screen.say(
      Text(
        en:
          "\nStep \(number + 1) did not come out as before. To begin this lab anew: lab start \(lesson.session.lab.id) --again",
        zh: "\n第 \(number + 1) 步未能恢复原样。要从头开始，请运行：lab start \(lesson.session.lab.id) --again"))
  }

  private func type(_ command: LabCommand) throws -> Bool {
    var line: String?
    let deadline = Clock.deadline(Self.patience)
    while line == nil, Clock.now < deadline {
      line = try lesson.round().complete(command.type)
      if line == nil { Clock.pause(20) }
    }
    guard let line else { return false }
    if command.shell == own {
      guard relay.type(line, before: Clock.deadline(10_000)) else { return false }
      if let opens = command.opens { own = opens }
      return true
    }
    relay.leaveLine()
    screen.line("[\(command.shell)] \(line)")
    return try told(in: screen.language) { () throws(LabError) in
      try lesson.kept.type(line, in: command.shell, opening: command.opens, before: Clock.deadline(10_000))
    }
  }

  /// Looks until the step's checks are met.
  private func settles() throws -> Bool {
    let deadline = Clock.deadline(Self.patience)
    while true {
      _ = reapEndedChildren()
      if try lesson.round().isMet { return true }
      if Clock.now > deadline { return false }
      Clock.pause(20)
    }
  }
}
