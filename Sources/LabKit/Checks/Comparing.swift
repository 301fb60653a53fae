internal import CLinux
internal import Isolation

/// A thing to read and what it is held against.
struct Comparing: Sendable {
  let subject: any Subject
  let comparison: Comparison

  func claim(_ look: Look?) -> Text { subject.label + comparison.label(look) }

  /// `baseline`: what was read when the step began.
  func verdict(_ look: Look, baseline: String?) -> Verdict {
    let value: String, source: String
    switch subject.read(look) {
    case .value(let read, let from): (value, source) = (read, from)
    case .missing(let text): return .notYet(Evidence(text, source: ""))
    case .cannotTell(let text): return .cannotTell(text)
    }
    let holds: Bool
    switch comparison {
    case .equal(let text), .notEqual(let text):
      guard let wanted = look.filled(text) else {
        return .notYet(Evidence(Text(en: "\(text) is not known yet", zh: "\(text) 尚未确定"), source: ""))
      }
      holds = if case .equal = comparison { value == wanted } else { value != wanted }
    case .atLeast(let number): holds = (Int(value) ?? Int.min) >= number
    case .atMost(let number): holds = (Int(value) ?? Int.max) <= number
    case .between(let low, let high): holds = Int(value).map { (low...high).contains($0) } ?? false
    case .rises(let number):
      holds = (Int(value) ?? 0) - (baseline.flatMap { Int($0) } ?? 0) >= number
    case .matches(let expression): holds = unsafe cl_matches(expression, value) == 1
    case .asAtActivation, .changed:
      guard let baseline else {
        return .cannotTell(Text(en: "it could not be read when the step began", zh: "本步开始时未能读到它的值"))
      }
      holds = (value == baseline) == (comparison == .asAtActivation)
    case .equalIn(let other), .notEqualIn(let other):
      guard case .value(let there, _)? = subject.moved(to: other)?.read(look) else {
        return .cannotTell(Text(en: "it cannot be read in \(other)", zh: "在 \(other) 中无法读取"))
      }
      holds = if case .equalIn = comparison { value == there } else { value != there }
    }
    let evidence = Evidence(subject.observed(value, look), source: source)
    return holds ? .met(evidence) : .notYet(evidence)
  }

  func baseline(_ look: Look) -> String? {
    guard case .value(let value, _) = subject.read(look) else { return nil }
    return value
  }
}

extension Text {
  /// Two parts of a sentence. Chinese runs on without a space.
  static func + (a: Text, b: Text) -> Text {
    Text(en: a.in(.english) + " " + b.in(.english), zh: a.in(.chinese) + b.in(.chinese))
  }
}
