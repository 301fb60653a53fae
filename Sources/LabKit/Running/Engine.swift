internal import Isolation

/// Looks at the kernel's state and says how far the learner is.
public final class Engine {
  public let session: Session
  public private(set) var stepIndex = 0
  private var bindings: [String: Bound] = [:]
  private var evidence: [String: Evidence] = [:]
  /// What the values of `as-at-activation` were, by place in the step: expects first, then keeps.
  private var baselines: [Int: String] = [:]
  /// Which expects have had their `seen-first` seen.
  private var seen: Set<Int> = []

  public init(_ session: Session) { self.session = session }

  public var lab: Lab { session.lab }
  public var step: LabStep { lab.steps[stepIndex] }
  public var isAtEnd: Bool { stepIndex >= lab.steps.count }

  /// Begins a step: remembers what must stay as it is.
  public func activate(_ index: Int) throws(LabError) {
    stepIndex = index
    baselines = [:]
    seen = []
    let look = try makeLook()
    for (place, comparing) in comparings.enumerated() {
      if case .asAtActivation = comparing.comparison { baselines[place] = comparing.baseline(look) }
    }
  }

  /// No step is left.
  public func finish() { stepIndex = lab.steps.count }

  private var comparings: [Comparing] { step.expects.map(\.comparing) + step.keeps.map(\.comparing) }

  private func makeLook() throws(LabError) -> Look {
    do throws(Errno) {
      let look = try Look(session, bindings: bindings)
      for member in look.members {
        for kind in NamespaceKind.allCases {
          guard let namespace = look.namespace(kind, of: member.pid) else { continue }
          session.seenNamespaces.insert(namespace)
        }
      }
      return look
    } catch {
      throw .kernel(KernelError("open(\"/proc\")", error))
    }
  }

  /// What one look at the kernel's state came to.
  public struct Round {
    public let results: [CheckResult]
    /// All that the step asks for is there, and nothing is broken.
    public let isMet: Bool
    /// The key of what the guide says of a mistake or of a broken invariant.
    public let remark: String?
    let look: Look

    /// A text with everything filled in that is known, and dots for what is not.
    public func filled(_ text: String) -> String {
      text.filled { look.filled("${\($0)}") ?? "…" } ?? text
    }
    /// Nil while something in it is not known yet.
    public func complete(_ text: String) -> String? { look.filled(text) }
  }

  /// Looks once. `thorough`: also where looking costs a probe, though it cannot help yet.
  public func round(thorough: Bool = false) throws(LabError) -> Round {
    let look = try makeLook()
    bind(look)
    var results: [CheckResult] = []
    for check in step.lets {
      let (verdict, _) = verdict(of: check, look)
      results.append(CheckResult(kind: .found, claim: check.claim, verdict: verdict, broken: nil))
    }
    for (place, check) in step.expects.enumerated() {
      let isPremature = check.comparing.subject.isProbe && !results.allSatisfy(\.verdict.isMet)
      let verdict =
        isPremature && !thorough ? Verdict.notYet(.waiting) : verdict(of: check, place, look)
      results.append(
        CheckResult(kind: .expect, claim: check.comparing.claim(look), verdict: verdict, broken: nil))
    }
    for (offset, check) in step.keeps.enumerated() {
      if check.comparing.subject.isProbe && !results.allSatisfy(\.verdict.isMet) && !thorough { continue }
      let verdict = check.comparing.verdict(look, baseline: baselines[step.expects.count + offset])
      results.append(
        CheckResult(kind: .keep, claim: check.comparing.claim(look), verdict: verdict, broken: check.broken))
    }
    let isMet = results.allSatisfy(\.verdict.isMet)
    return Round(results: results, isMet: isMet, remark: isMet ? nil : remark(results, look), look: look)
  }

  /// What the kernel says to the step's question; nil if it has none or the answer is not there.
  public func answer() throws(LabError) -> String? {
    guard let ask = step.ask else { return nil }
    let look = try makeLook()
    return ask.subject.read(look).text
  }

  /// Finds what is not bound, and again what has gone. What an earlier step has frozen stays.
  private func bind(_ look: Look) {
    for index in 0...stepIndex {
      for check in lab.steps[index].lets {
        if bindings[check.name] != nil {
          if check.frozen && index < stepIndex { continue }
          if look.representative(of: check.name) != nil { continue }
          bindings[check.name] = nil
          look.bindings[check.name] = nil
        }
        if case .bound(let bound, let found) = check.finder.find(look) {
          bindings[check.name] = bound
          look.bindings[check.name] = bound
          evidence[check.name] = found
        }
      }
    }
  }

  private func verdict(of check: LetCheck, _ look: Look) -> (Verdict, Bound?) {
    if let bound = bindings[check.name], let evidence = evidence[check.name] {
      return (.met(evidence), bound)
    }
    guard case .nothing(let evidence) = check.finder.find(look) else { return (.notYet(.waiting), nil) }
    return (.notYet(evidence), nil)
  }

  private func verdict(of check: ExpectCheck, _ place: Int, _ look: Look) -> Verdict {
    if let first = check.seenFirst {
      if first.verdict(look, baseline: nil).isMet { seen.insert(place) }
      guard seen.contains(place) else {
        return .notYet(
          Evidence(Text(en: "that counts only after the opposite was seen", zh: "须先看到相反的状态才算数"), source: ""))
      }
    }
    return check.comparing.verdict(look, baseline: baselines[place])
  }

  private func remark(_ results: [CheckResult], _ look: Look) -> String? {
    for result in results where result.kind == .keep {
      if case .notYet = result.verdict, let broken = result.broken { return broken }
    }
    // Where something that was asked for is there, another thing beside it is no mistake.
    let isOnTheWay = step.lets.contains { bindings[$0.name] != nil }
    return step.mistakes.first { mistake in
      switch mistake.when {
      case .found(let finder):
        if !isOnTheWay, case .bound = finder.find(look) { true } else { false }
      case .holds(let comparing): comparing.verdict(look, baseline: nil).isMet
      }
    }?.say
  }
}

extension Evidence {
  static let waiting = Evidence(Text(en: "not looked at yet", zh: "尚未检查"), source: "")
}

extension Reading {
  /// The value, if there is one.
  var text: String? {
    if case .value(let text, _) = self { text } else { nil }
  }
}
