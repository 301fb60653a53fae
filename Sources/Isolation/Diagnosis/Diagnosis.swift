/// Why a step failed on this host, and what would work.
public struct Diagnosis: Equatable, Sendable {
  public let why: Text
  /// A command, after the tool's name; nil where nothing helps, or `advice` says it in words.
  public let cure: String?
  /// What to do, where that is no command.
  public let advice: Text?

  public init(why: Text, cure: String? = nil, advice: Text? = nil) {
    self.why = why
    self.cure = cure
    self.advice = advice
  }
}

/// A cause that is looked for when a step has failed. Each is a file of this folder.
///
/// It answers nil unless the evidence on this host speaks for it.
public typealias Cause = @Sendable (Failure, HostFacts) -> Diagnosis?

extension Failure {
  /// The causes that fit, the likeliest first.
  public func diagnoses(on host: HostFacts = .current, from causes: [Cause] = Self.causes) -> [Diagnosis] {
    causes.compactMap { $0(self, host) }
  }

  /// What this library knows. Before a general cause stand the special ones.
  public static var causes: [Cause] {
    [insideChroot, nestedTooDeep, namespaceLimit, deadPidNamespace, missingPrivilege]
  }
}
