import Console
import Isolation
import LabKit

/// Writes what is performed into the records: who acted was no learner.
final class Scribe: Audience {
  let wish: Wish? = nil
  private let actor: Record.Actor
  private let language: Language
  private var recorder: Recorder?

  init(_ actor: Record.Actor, _ language: Language) {
    self.actor = actor
    self.language = language
  }

  func labBegins(_ lab: Lab, in session: Session, from first: Int) {
    let recorder = Recorder(lab, by: actor)
    recorder.add(
      .begin(session.beginning(version: version, language: language, student: "", shell: "/bin/sh")))
    self.recorder = recorder
  }
  func stepBegins(_ step: LabStep, number: Int, filled: (String) -> String) { recorder?.add(.step(step.id)) }
  func types(_ line: String, _ command: LabCommand, of step: LabStep) {}
  func answers(_ output: String, to command: LabCommand, isAsMeant: Bool) {}
  func stepEnds(_ step: LabStep, _ results: [CheckResult], answer: String?, filled: (String) -> String) {
    recorder?.add(.met(step.id, checks: results.map { RecordedCheck($0) }))
  }
  func labEnds(_ lab: Lab) { recorder?.add(.end) }
}
