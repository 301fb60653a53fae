/// The steps of a lab that the learner has done at some time, by the records.
public struct StepsDone {
  public let ids: [String]
  public var count: Int { ids.count }

  public init(of lab: Lab) { self.init(of: lab, in: (try? RecordFile.records(of: lab.id)) ?? []) }

  init(of lab: Lab, in records: [Record]) {
    var done: Set<String> = []
    for record in records where record.by == .learner {
      switch record.event {
      case .met(let step, _): done.insert(step)
      // A question is never met.
      case .answered(let step, _, _) where lab.steps.contains { $0.id == step && $0.isQuestion }:
        done.insert(step)
      default: break
      }
    }
    ids = lab.steps.map(\.id).filter(done.contains)
  }
}
