internal import Isolation

/// What the names of a lab stand for, as far as it has been found.
struct FoundNames {
  private(set) var bindings: [String: Bound] = [:]
  private var evidence: [String: Evidence] = [:]
  /// Frozen names of namespaces that nobody was in any more: their numbers may come again.
  private(set) var gone: Set<String> = []

  /// Finds what is not bound, and again what has gone; what a step before the last has frozen stays. Whether
  /// something of the last step has gone.
  mutating func find(_ steps: ArraySlice<LabStep>, _ look: Look) -> Bool {
    var hasLost = false
    for index in steps.indices {
      for check in steps[index].lets {
        if bindings[check.name] != nil {
          let isLast = index == steps.endIndex - 1
          if check.frozen && !isLast {
            if look.hasGone(check.name) { look.gone.insert(check.name) }
            continue
          }
          if look.isThere(check.name) {
            // A process that was seen between fork(2) and exec(2) has another name now.
            if isLast, !check.finder.isElsewhere, case .bound(let bound, let found) = check.finder.find(look),
              bound == bindings[check.name]
            {
              evidence[check.name] = found
            }
            continue
          }
          bindings[check.name] = nil
          look.bindings[check.name] = nil
          hasLost = hasLost || isLast
        }
        if case .bound(let bound, let found) = check.finder.find(look) {
          bindings[check.name] = bound
          look.bindings[check.name] = bound
          evidence[check.name] = found
        }
      }
    }
    gone = look.gone
    return hasLost
  }

  func verdict(of check: LetCheck, _ look: Look) -> Verdict {
    if bindings[check.name] != nil, let evidence = evidence[check.name] { return .met(evidence) }
    guard case .nothing(let evidence) = check.finder.find(look) else { return .notYet(.waiting) }
    return .notYet(evidence)
  }
}
