import Console
import Isolation
import LabKit

/// Shows a lab to people who watch.
final class Stage: Audience {
  let screen: Screen
  /// Enter is waited for before each command.
  let waits: Bool
  private var lab: Lab?

  init(_ screen: Screen, waits: Bool) {
    self.screen = screen
    self.waits = waits
  }

  private func guide(of step: LabStep) -> StepGuide? { lab?.guide(in: screen.language).steps[step.id] }

  func labBegins(_ lab: Lab) {
    self.lab = lab
    let guide = lab.guide(in: screen.language)
    screen.title("L\(lab.number)  \(guide.title)")
    screen.line(guide.introduction)
  }

  func stepBegins(_ step: LabStep, number: Int, filled: (String) -> String) {
    guard let lab, let guide = guide(of: step) else { return }
    screen.heading("\(number)/\(lab.steps.count)  \(step.id)")
    screen.line(filled(guide.text))
    if step.prediction != nil {
      screen.line()
      screen.question(
        filled(guide.question), guide.choices.map { Choice(id: $0.id, text: filled($0.text), remark: "") })
    }
    screen.line()
  }

  func types(_ command: String, shell: String, of step: LabStep) {
    let prompt = screen.terminal.styled("\(shell)$ ", .cyan)
    if waits { Terminal.input.waitForEnter() }
    guard screen.terminal.isInteractive else {
      screen.line(prompt + command)
      return
    }
    screen.terminal.write(prompt)
    for character in command {
      screen.terminal.write(String(character))
      Clock.pause(12)
    }
    screen.line()
  }

  func answers(_ output: String) {
    if output.isEmpty { return }
    screen.terminal.write(output.hasSuffix("\n") ? output : output + "\n")
  }

  func stepEnds(_ step: LabStep, _ results: [CheckResult], answer: String?, filled: (String) -> String) {
    screen.line()
    results.forEach(screen.show)
    guard let guide = guide(of: step) else { return }
    if let question = guide.others["ask"], let answer {
      screen.line(" " + Text(en: "asked", zh: "提问").in(screen.language) + "  \(filled(question))  \(answer)")
    }
    if let prediction = step.prediction,
      let choice = guide.choices.first(where: { $0.id == prediction.answer })
    {
      let letter = guide.choices.firstIndex(of: choice).map(screen.letter) ?? ""
      let label = Text(en: "The answer: ", zh: "答案：").in(screen.language)
      screen.line(
        "\n" + screen.terminal.styled("\(label)\(letter)) ", .bold) + filled(choice.text) + " "
          + filled(choice.remark))
    }
    screen.line(filled(guide.why))
  }

  func labEnds(_ lab: Lab) {
    screen.heading("Docker")
    screen.line(lab.guide(in: screen.language).docker)
    screen.line()
  }
}
