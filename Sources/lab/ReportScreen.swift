import Console
import Isolation
import LabKit

extension Screen {
  /// Each run with who did it and when above it.
  func show(_ report: Report) {
    if report.rows.isEmpty { return say(Text(en: "nothing is recorded", zh: "没有任何记录")) }
    var run: String?
    for row in report.rows {
      if row.step.run != run { heading(row.whose.in(language)) }
      run = row.step.run
      show(row)
    }
  }

  private func show(_ row: ReportRow) {
    let step = row.step
    let hints = Text(en: "hints \(step.hints)", zh: "提示 \(step.hints)").in(language)
    let attempts = Text(en: "attempts \(step.attempts)", zh: "尝试 \(step.attempts)").in(language)
    var words = [pad(step.lab, 20), pad(step.step, 22), pad(outcome(step.outcome).in(language), 10)]
    words += [pad(prediction(step).in(language), 16), pad(hints, 9), pad(attempts, 12)]
    words.append(step.seconds.map(duration) ?? "")
    var text = words.joined()
    while text.last == " " { text.removeLast() }
    line(text)
  }

  func show(_ book: Gradebook.Line) {
    var words = [
      pad(book.student.isEmpty ? "?" : book.student, 16), pad(book.lab, 20),
      pad("\(book.done)/\(book.of)", 7),
    ]
    let right = Text(
      en: "predicted \(book.right)/\(book.predictions)", zh: "预测正确 \(book.right)/\(book.predictions)")
    words += [
      pad(right.in(language), 16),
      pad(Text(en: "hints \(book.hints)", zh: "提示 \(book.hints)").in(language), 10),
    ]
    words += [pad(duration(book.seconds), 9), book.by == .learner ? "" : pad(book.by.rawValue, 8)]
    line(words.joined() + book.flags.joined(separator: " "))
  }

  private func duration(_ seconds: Int) -> String {
    Text(en: "\(seconds) s", zh: "\(seconds) 秒").in(language)
  }

  private func outcome(_ outcome: StepReport.Outcome) -> Text {
    switch outcome {
    case .met: Text(en: "met", zh: "满足")
    case .answered: Text(en: "answered", zh: "已回答")
    case .left: Text(en: "left", zh: "跳过")
    case .open: Text(en: "open", zh: "未完成")
    case .blocked: Text(en: "blocked", zh: "无法演示")
    }
  }

  private func prediction(_ step: StepReport) -> Text {
    switch (step.predicted, step.predictedRight) {
    case ("=", _), (nil, _): Text(en: "not asked", zh: "未提问")
    case (_, true?): Text(en: "predicted", zh: "预测正确")
    case ("-", _): Text(en: "did not know", zh: "不知道")
    // Who has not seen it yet is not surprised yet.
    case _ where step.outcome == .open || step.outcome == .left: Text(en: "has predicted", zh: "已预测")
    default: Text(en: "surprised", zh: "出乎意料")
    }
  }
}

extension ReportRow {
  /// The heading of its run.
  fileprivate var whose: Text {
    let (lab, began) = (step.lab, step.begun)
    let who =
      switch step.by {
      case .learner:
        student.isEmpty ? Text(en: "", zh: "") : Text(en: ", done by \(student)", zh: "，学生 \(student)")
      case .demo: Text(en: ", a demonstration", zh: "，演示")
      case .test: Text(en: ", a test", zh: "，测试")
      }
    return Text(en: "\(lab)\(who.in(.english)), \(began)", zh: "\(lab)\(who.in(.chinese))，\(began)")
  }
}
