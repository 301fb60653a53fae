internal import Isolation

/// What happens in a run of a lab.
public enum Event: Hashable, Sendable {
  case begin(Beginning)
  case step(String)
  /// `choice`: nil for "I do not know".
  case predicted(String, choice: String?, isRight: Bool)
  /// The state was there already, so there was nothing to predict.
  case notAsked(String)
  case hint(String, number: Int)
  /// A mistake or a broken invariant was named, by the key of its text.
  case remark(String, key: String)
  /// The learner asked whether it was done, and it was not: the claims that were unmet.
  case attempt(String, unmet: [String])
  case met(String, checks: [RecordedCheck])
  case observed(String, choice: String?)
  case answered(String, given: String, expected: String?)
  /// The learner went on without it.
  case left(String)
  /// This host cannot show it, so it was left out.
  case blocked(String)
  case end

  /// The step that it belongs to.
  public var step: String? {
    switch self {
    case .begin, .end: nil
    case .step(let id), .predicted(let id, _, _), .notAsked(let id), .hint(let id, _), .remark(let id, _),
      .attempt(let id, _), .met(let id, _), .observed(let id, _), .answered(let id, _, _), .left(let id),
      .blocked(let id):
      id
    }
  }
}

/// Who did a lab, with what and where.
public struct Beginning: Hashable, Sendable {
  /// Of the lab file.
  public let format: Int
  /// Of the program.
  public let version: String
  /// Names the boot of the kernel; with the two namespaces, the run's place on it.
  public let boot: String
  public let userNamespace: String
  public let mountNamespace: String
  public let kernel: String
  public let language: String
  public let student: String
  public let shell: String

  public init(
    format: Int, version: String, boot: String, userNamespace: String, mountNamespace: String, kernel: String,
    language: String, student: String, shell: String
  ) {
    self.format = format
    self.version = version
    self.boot = boot
    self.userNamespace = userNamespace
    self.mountNamespace = mountNamespace
    self.kernel = kernel
    self.language = language
    self.student = student
    self.shell = shell
  }
}

/// A check that was met: what was claimed, what was observed, and where it was read.
public struct RecordedCheck: Hashable, Sendable {
  public let claim: String
  public let observed: String
  public let source: String

  public init(claim: String, observed: String, source: String) {
    self.claim = claim
    self.observed = observed
    self.source = source
  }
}

extension RecordedCheck {
  /// In English, whatever the learner reads: records are compared.
  public init(_ result: CheckResult) {
    claim = result.claim.in(.english)
    switch result.verdict {
    case .met(let evidence), .notYet(let evidence):
      (observed, source) = (evidence.observed.in(.english), evidence.source)
    case .cannotTell(let why), .blocked(let why, _): (observed, source) = (why.in(.english), "")
    }
  }
}
