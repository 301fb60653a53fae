internal import Isolation

/// Which of a step's known mistakes the learner has made.
struct MistakeWatch {
  private let mistakes: [Mistake]
  /// Of those that compare with how it was when the step began.
  private let baselines: [String?]

  /// Of no step.
  init() { (mistakes, baselines) = ([], []) }

  /// As the step begins.
  init(_ step: LabStep, _ look: Look) {
    mistakes = step.mistakes
    baselines = step.mistakes.map { mistake in
      if case .holds(let comparing) = mistake.when { comparing.baseline(look) } else { nil }
    }
  }

  /// The key of what is to be said; nil where there is no mistake. `isOnTheWay`: something that was asked for
  /// is there.
  func remark(_ look: Look, isOnTheWay: Bool) -> String? {
    for (mistake, baseline) in zip(mistakes, baselines) {
      let isExcused =
        switch mistake.unless {
        case .onTheWay: isOnTheWay && mistake.when.isFound
        case .never: false
        case .bound(let name): look.isBound(name)
        case .holds(let condition): holds(condition, look, baseline: nil)
        }
      if !isExcused, holds(mistake.when, look, baseline: baseline) { return mistake.say }
    }
    return nil
  }

  private func holds(_ condition: Condition, _ look: Look, baseline: String?) -> Bool {
    switch condition {
    case .found(let finder): if case .bound = finder.find(look) { true } else { false }
    case .holds(let comparing): comparing.verdict(look, baseline: baseline).isMet
    }
  }
}
