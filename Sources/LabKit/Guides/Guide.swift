internal import Isolation

/// All texts of a lab in one language: what guide.LANG.md says.
public struct Guide: Sendable {
  public let title: String
  public let introduction: String
  public let steps: [String: StepGuide]
  /// What Docker does with this feature: the end of the lab.
  public let docker: String

  static let empty = Guide(title: "", introduction: "", steps: [:], docker: "")
}

/// The texts of one step.
public struct StepGuide: Sendable {
  /// What to do.
  public let text: String
  public let question: String
  public let choices: [Choice]
  /// The texts of a table of predictions, by `row a`, `column x`, `cell yes`, and the remark of each
  /// cell by `a/x`.
  public let table: [String: String]
  /// From a nudge to the command.
  public let hints: [String]
  public let why: String
  /// What is said of mistakes and broken invariants, by key.
  public let others: [String: String]
}

/// One answer of a prediction, and the sentence for whoever chose it.
public struct Choice: Hashable, Sendable {
  public let id: String
  public let text: String
  public let remark: String

  public init(id: String, text: String, remark: String) {
    self.id = id
    self.text = text
    self.remark = remark
  }
}
