public import Isolation

/// What the kernel's state says of a check. Four answers, since "could not look" is no "no".
public enum Verdict: Equatable, Sendable {
  case met(Evidence)
  case notYet(Evidence)
  /// The state could not be read, and why.
  case cannotTell(Text)
  /// This host cannot show it, and what would help.
  case blocked(Text, cure: Text)

  public var isMet: Bool {
    if case .met = self { true } else { false }
  }

  public var isBlocked: Bool {
    if case .blocked = self { true } else { false }
  }
}

/// What was observed, and where it was read.
public struct Evidence: Equatable, Sendable {
  public let observed: Text
  /// `/proc/4242/ns/uts`; empty where nothing could be read yet.
  public let source: String

  init(_ observed: Text, source: String) {
    self.observed = observed
    self.source = source
  }
}

/// A check with what came of it, as it is shown.
public struct CheckResult: Equatable, Sendable {
  public enum Kind: Sendable { case found, expect, keep }
  public let kind: Kind
  public let claim: Text
  public let verdict: Verdict
  /// Of a broken invariant: the key of what the guide says.
  public let broken: String?
}
