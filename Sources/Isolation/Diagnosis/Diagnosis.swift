/// Why a step failed on this host, and what would work.
public struct Diagnosis: Equatable, Sendable {
  public let why: Text
  /// The best first; none where nothing helps.
  public let cures: [Cure]

  public init(why: Text, cures: [Cure] = []) {
    self.why = why
    self.cures = cures
  }
}

/// Something to try.
public enum Cure: Equatable, Sendable {
  /// The same again, with these options before the others.
  case adding(String)
  /// A command of its own, after which the same may work.
  case command(String)
  /// What no command does.
  case advice(Text)
}

extension Cure {
  /// What to try, where that does not depend on how the tool was called.
  public func words(in language: Language) -> String? {
    switch self {
    case .adding: nil
    case .command(let command): command
    case .advice(let text): text.in(language)
    }
  }
}

/// A cause that is looked for when a step has failed. Each is a file of this folder.
///
/// It answers nil unless the evidence on this host speaks for it.
public typealias Cause = @Sendable (Failure, HostFacts) -> Diagnosis?

extension Failure {
  /// The likeliest cause that fits, which is the first; nothing where none does.
  public func diagnoses(on host: HostFacts = .current, from causes: [Cause] = Self.causes) -> [Diagnosis] {
    causes.lazy.compactMap { $0(self, host) }.first.map { [$0] } ?? []
  }

  /// What this library knows. Before a general cause stand the special ones.
  public static var causes: [Cause] {
    [
      insideChroot, rootIsNoMount, userNamespacesForbidden, namespaceLimit, nestedTooDeep, deadPidNamespace,
      procOfOtherOwner, procIsCovered, fileOnSharedMount, keptOutOfOrder, unmappedId, processHasEnded,
      unknownKind,
      severalThreads, missingPrivilege,
    ]
  }
}
