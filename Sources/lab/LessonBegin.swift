import Console
import Isolation
import LabKit

extension Lesson {
  enum Begun { case underWay, done }

  /// Says what the step is about, and asks for a prediction.
  func begin() throws -> Begun {
    try told(in: screen.language) { () throws(LabError) in try engine.activate(index) }
    (hintsGiven, remarksMade, isAnnounced, wasWarned, wanted) = (0, [], false, false, nil)
    (metResults, metAnswer) = (nil, nil)
    let step = engine.step
    recorder.add(.step(step.id))
    voice.cast?.marker("\(index + 1)/\(count) \(step.id)")
    let round = try self.round()
    publish(round)
    guard let texts else { return .underWay }
    let number = Text(en: "Step \(index + 1) of \(count)", zh: "第 \(index + 1) 步，共 \(count) 步")
    screen.heading(screen.form.isLinear ? number.in(screen.language) : "\(index + 1)/\(count)")
    screen.line(round.filled(texts.text))
    for (name, maker) in try told(in: screen.language, { () throws(LabError) in try engine.missing() }) {
      screen.say(
        Text(
          en:
            "! This step needs \(name), which the step \(maker.id) makes and which is not there. Type: lab back",
          zh: "! 这一步需要 \(maker.id) 那一步中的 \(name)，而它已不存在。请输入：lab back"))
    }
    if let prediction = step.prediction {
      screen.line()
      // Where the state is there already, there is nothing left to predict.
      if round.isMet, !step.onlyLooks, !step.isQuestion {
        recorder.add(.notAsked(step.id))
        screen.say(Text(en: "(not asked: it is there already)", zh: "（这一步已经是完成的状态，不再提问）"))
      } else if let table = prediction.table {
        predict(
          TableQuiz(quiz, step, prediction, table, texts, filled: round.filled), step,
          round.filled(texts.question))
      } else {
        predict(prediction, step, texts, round)
      }
    }
    if step.isQuestion {
      try close()
      return .done
    }
    screen.line()
    return .underWay
  }

  private func predict(_ prediction: Prediction, _ step: LabStep, _ texts: StepGuide, _ round: Engine.Round) {
    let choices = quiz.choices(step, texts, round.filled)
    if !step.isQuestion, let earlier = progress.predictions[step.id] {
      let choice = choices.first { $0.id == earlier }
      return recall(choice?.text)
    }
    let choice = quiz.predict(round.filled(texts.question), choices)
    progress.predict(step.id, choice)
    if step.isQuestion {
      recorder.add(.answered(step.id, given: choice ?? "", expected: prediction.answer))
    } else {
      recorder.add(.predicted(step.id, choice: choice, isRight: choice == prediction.answer))
    }
  }

  private func predict(_ table: TableQuiz, _ step: LabStep, _ question: String) {
    let keys = table.table.rows.flatMap { row in
      table.table.columns.map { step.id + " " + PredictionTable.key(row, $0) }
    }
    if !step.isQuestion, keys.allSatisfy({ progress.predictions[$0] != nil }) { return recall(table: true) }
    table.predict(question) { key, choice, isRight in
      progress.predict(step.id + " " + key, choice)
      if step.isQuestion {
        let answer = table.answer(key)
        recorder.add(.answered(step.id, given: "\(key)=\(choice ?? "")", expected: "\(key)=\(answer)"))
      } else {
        recorder.add(.predicted(step.id, choice: choice.map { "\(key)=\($0)" }, isRight: isRight))
      }
    }
  }

  /// Predicted in an earlier run: it is not asked again.
  private func recall(_ text: String? = nil, table: Bool = false) {
    if table { return screen.say(Text(en: "(you have predicted this already)", zh: "（这一题你已经预测过）")) }
    screen.say(
      text.map { Text(en: "(you have predicted: \($0))", zh: "（你已经预测过：\($0)）") }
        ?? Text(en: "(you did not know what to predict)", zh: "（你当时选择了“不知道”）"))
  }

  /// For those who follow in another terminal.
  func publish(_ round: Engine.Round) {
    let standing = Standing(
      lab: session.lab.id, step: engine.step.id, number: index + 1, count: count, results: round.results)
    guard standing != published else { return }
    published = standing
    session.publish(standing)
  }
}
