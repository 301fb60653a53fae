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
  /// All causes for which there is evidence on this host, the likeliest first.
  ///
  /// One for which speaks no more than the error itself is given only where there is no other.
  public func diagnoses(on host: HostFacts = .current, from causes: [Cause] = Self.causes) -> [Diagnosis] {
    let found = causes.compactMap { $0(self, host) }
    if !found.isEmpty { return found }
    return Self.generalCauses.lazy.compactMap { $0(self, host) }.first.map { [$0] } ?? []
  }

  /// What this library knows, by how sure the evidence is.
  public static var causes: [Cause] {
    [
      // What the host shows to be so.
      unknownKind, severalThreads, insideChroot, rootIsNoMount, userNamespacesForbidden, namespaceLimit,
      deadPidNamespace, procOfOtherOwner, procIsCovered, fileOnSharedMount, idMapperFailed, idsOutOfReach,
      groupsAreDenied, clockOutOfRange, noBinaryFormats, unmappedId, noSocket, handDownRefused, groupNotMade,
      groupTooSmall,
      controlRefused, cgroupRefuses, noParent,
      processHasEnded,
    ]
  }

  /// What remains when nothing else is known.
  static var generalCauses: [Cause] { [keptOutOfOrder, nestedTooDeep, missingPrivilege] }
}
