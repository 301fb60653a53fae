/// What the records say of one step in one run.
public struct StepReport: Hashable, Sendable {
  public enum Outcome: String, Sendable {
    case met
    /// A question: an answer is no proof.
    case answered
    /// Passed over.
    case left
    /// The host could not show it.
    case blocked
    case open
  }

  public let run: String
  public let lab: String
  public let step: String
  public let by: Record.Actor
  /// When it began, in seconds since 1970.
  public let began: Int
  /// When it was over; nil while it is open.
  public internal(set) var ended: Int?
  public internal(set) var outcome = Outcome.open
  public internal(set) var attempts = 0
  public internal(set) var hints = 0
  public internal(set) var remarks: [String] = []
  /// `-` for "I do not know", `=` for what was not asked.
  public internal(set) var predicted: String?
  var hasAnswer: Bool { predicted != nil || given != nil }
  public internal(set) var predictedRight: Bool?
  public internal(set) var observed: String?
  public internal(set) var given: String?
  public internal(set) var expected: String?
  public internal(set) var checks: [RecordedCheck] = []

  public var seconds: Int? { ended.map { $0 - began } }

  mutating func take(_ record: Record) {
    switch record.event {
    case .begin, .step, .end: break
    case .predicted(_, let choice, let isRight):
      predicted = choice ?? "-"
      predictedRight = isRight
    case .notAsked: predicted = "="
    case .hint: hints += 1
    case .remark(_, let key): remarks.append(key)
    case .attempt: attempts += 1
    case .met(_, let met):
      (outcome, checks, ended) = (.met, met, record.time)
    case .observed(_, let choice): observed = choice ?? "-"
    case .answered(_, let given, let expected): (self.given, self.expected) = (given, expected)
    case .blocked: (outcome, ended) = (.blocked, record.time)
    case .left:
      outcome = .left
      ended = record.time
    }
  }
}
