/// What the records say of one run of a lab.
public struct RunReport: Hashable, Sendable {
  public let run: String
  public let lab: String
  public let by: Record.Actor
  public let beginning: Beginning
  public internal(set) var steps: [StepReport] = []

  /// All runs in some records, the oldest first. `questions`: the ids of steps that are answered, never met.
  public static func all(in records: [Record], questions: Set<String> = []) -> [RunReport] {
    var order: [String] = [], runs: [String: RunReport] = [:]
    for record in records {
      if case .begin(let beginning) = record.event, runs[record.run] == nil {
        order.append(record.run)
        runs[record.run] = RunReport(run: record.run, lab: record.lab, by: record.by, beginning: beginning)
      }
      runs[record.run]?.take(record)
    }
    return order.compactMap { runs[$0] }.map { $0.settled(questions) }
  }

  private mutating func take(_ record: Record) {
    guard let step = record.event.step else { return }
    var index = steps.lastIndex { $0.step == step }
    // A step that is begun again, by `lab back`, goes on.
    if index == nil {
      steps.append(StepReport(run: run, lab: lab, step: step, by: by, began: record.time))
      index = steps.count - 1
    }
    if let index { steps[index].take(record) }
  }

  private func settled(_ questions: Set<String>) -> RunReport {
    var settled = self
    for index in steps.indices where questions.contains(steps[index].step) && steps[index].hasAnswer {
      settled.steps[index].outcome = .answered
      if settled.steps[index].ended == nil {
        settled.steps[index].ended = steps.dropFirst(index + 1).first?.began
      }
    }
    return settled
  }
}
