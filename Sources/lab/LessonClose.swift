import Console
import Isolation
import LabKit

extension Lesson {
  /// The end of a step: what was observed, what was asked, and the explanation.
  func close() throws {
    let round = try self.round(), step = engine.step
    publish(round)
    let isMet = round.isMet || isAnnounced
    if !isAnnounced { round.results.forEach(screen.show) }
    // What is answered is recorded as answered, never as met.
    if step.isQuestion {
      if !round.isMet { screen.say(Text(en: "(left before it was met)", zh: "（未完成，已跳过）")) }
    } else if isMet {
      recorder.add(
        .met(step.id, checks: (metResults ?? round.results).filter(\.verdict.isMet).map { RecordedCheck($0) })
      )
    } else {
      recorder.add(.left(step.id))
      screen.say(Text(en: "(left before it was met)", zh: "（未完成，已跳过）"))
    }
    if let texts {
      if let prediction = step.prediction { compare(prediction, step, texts, round, isMet) }
      if isMet, let ask = step.ask, let question = texts.others["ask"] {
        let answer = try told(in: screen.language) { () throws(LabError) in try engine.answer() } ?? metAnswer
        let given = quiz.ask(round.filled(question), ask, answer: answer)
        recorder.add(.answered(step.id, given: given, expected: answer))
      }
      screen.line("\n" + round.filled(texts.why))
    }
    progress.finish(step.id)
    index += 1
  }

  private func compare(
    _ prediction: Prediction, _ step: LabStep, _ texts: StepGuide, _ round: Engine.Round,
    _ isMet: Bool
  ) {
    // Who goes on without it shall not be told what it would have shown.
    guard isMet else { return }
    if let table = prediction.table {
      screen.line()
      let table = TableQuiz(quiz, step, prediction, table, texts, filled: round.filled)
      return table.compare { progress.predictions[step.id + " " + $0] }
    }
    let choices = quiz.choices(step, texts, round.filled)
    if step.observes {
      recorder.add(.observed(step.id, choice: quiz.observe(choices, answer: prediction.answer)))
    } else {
      screen.line()
      if let given = progress.predictions[step.id], given != prediction.answer,
        let choice = choices.first(where: { $0.id == given })
      {
        screen.paragraph("\(choice.sentences)")
      }
      quiz.tell(prediction.answer, of: choices, Text(en: "The answer: ", zh: "答案："))
    }
    if let predicted = progress.predictions[step.id], !step.isQuestion {
      quiz.compare(predicted, with: prediction.answer, choices)
    }
  }
}
