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
  /// What was mounted, and when it was, as the step began.
  private var knownMounts: Set<String> = []
  private var since: UInt64 = 0
  /// Frozen names of namespaces that nobody was in any more: their numbers may come again.
  private var gone: Set<String> = []
  private var history = History()
  /// Remarks of the step that a second look has borne out.
  private var confirmed: Set<String> = []
  private lazy var doctor = Doctor()

  public init(_ session: Session) { self.session = session }

  public var lab: Lab { session.lab }
  public var step: LabStep { lab.steps[stepIndex] }
  public var isAtEnd: Bool { stepIndex >= lab.steps.count }

  /// Begins a step: remembers what must stay as it is.
  public func activate(_ index: Int) throws(LabError) {
    stepIndex = index
    baselines = [:]
    (seen, confirmed) = ([], [])
    (knownMounts, since, history) = ([], 0, History())
    let look = try makeLook()
    for member in look.members {
      guard let table = try? look.mountTable(of: member.pid) else { continue }
      knownMounts.formUnion(table.mounts.map(\.key))
    }
    since = ticksSinceBoot()
    bind(look)
    for (place, comparing) in comparings.enumerated() {
      if comparing.comparison.needsBaseline { baselines[place] = comparing.baseline(look) }
    }
    mistakeBaselines = step.mistakes.map { mistake in
      if case .holds(let comparing) = mistake.when { comparing.baseline(look) } else { nil }
    }
  }

  /// What the step cannot do without and is not there, with the step that makes it.
  public func missing() throws(LabError) -> [(name: String, step: LabStep)] {
    if step.uses.isEmpty { return [] }
    let look = try makeLook()
    bind(look)
    return step.uses.filter { !look.isThere($0) }.compactMap { name in
      lab.steps[..<stepIndex].last { $0.lets.contains { $0.name == name } }.map { (name, $0) }
    }
  }

  /// No step is left.
  public func finish() { stepIndex = lab.steps.count }

  /// Of the mistakes that compare with how it was when the step began.
  private var mistakeBaselines: [String?] = []

  private var comparings: [Comparing] { step.expects.map(\.comparing) + step.keeps.map(\.comparing) }

  private func makeLook() throws(LabError) -> Look {
    do throws(Errno) {
      let look = try Look(session, bindings: bindings, knownMounts: knownMounts, since: since)
      session.traces.saw(look.members)
      (look.gone, look.history) = (gone, history)
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
    public fileprivate(set) var remark: String?
    let look: Look

    /// A text with everything filled in that is known, and dots for what is not.
    public func filled(_ text: String) -> String {
      text.filled { look.filled("${\($0)}") ?? "…" } ?? text
    }
    /// Nil while something in it is not known yet.
    public func complete(_ text: String) -> String? { look.filled(text) }
  }

  /// Looks once. `thorough`: also where looking costs a probe, though it cannot help yet.
  ///
  /// The host may change in the middle of a look, which then shows what never was: so a remark is made when
  /// a second look comes to the same.
  public func round(thorough: Bool = false) throws(LabError) -> Round {
    let round = try lookOnce(thorough)
    guard let remark = round.remark, !confirmed.contains(remark) else { return round }
    var second = try lookOnce(thorough)
    if second.remark == remark {
      confirmed.insert(remark)
    } else if let other = second.remark, !confirmed.contains(other) {
      second.remark = nil
    }
    return second
  }

  private func lookOnce(_ thorough: Bool) throws(LabError) -> Round {
    let look = try makeLook()
    bind(look)
    var results: [CheckResult] = []
    for check in step.lets {
      let (verdict, _) = verdict(of: check, look)
      results.append(CheckResult(kind: .found, claim: look.shown(check.claim), verdict: verdict, broken: nil))
    }
    for (place, check) in step.expects.enumerated() {
      let isPremature = check.comparing.subject.isProbe && !results.allSatisfy(\.verdict.isMet)
      let verdict =
        blocked(check.need)
        ?? (isPremature && !thorough ? .notYet(.waiting) : verdict(of: check, place, look))
      results.append(
        CheckResult(
          kind: .expect, claim: look.shown(check.comparing.claim(look)), verdict: verdict, broken: nil))
    }
    for (offset, check) in step.keeps.enumerated() {
      if check.comparing.subject.isProbe && !results.allSatisfy(\.verdict.isMet) && !thorough { continue }
      let verdict =
        blocked(check.need)
        ?? check.comparing.verdict(look, baseline: baselines[step.expects.count + offset])
      results.append(
        CheckResult(
          kind: .keep, claim: look.shown(check.comparing.claim(look)), verdict: verdict, broken: check.broken)
      )
    }
    // What this host cannot show stands in nobody's way, as long as there is something that it can.
    let counted = results.filter { !$0.verdict.isBlocked }
    let isMet = counted.allSatisfy(\.verdict.isMet) && (results.isEmpty || !counted.isEmpty)
    return Round(results: results, isMet: isMet, remark: isMet ? nil : remark(results, look), look: look)
  }

  private func blocked(_ need: Need?) -> Verdict? {
    guard let need, case .blocked(let why, let cure) = doctor.examine(need) else { return nil }
    return .blocked(why, cure: cure)
  }

  /// What the kernel says to the step's question; nil if it has none or the answer is not there.
  public func answer() throws(LabError) -> String? {
    guard let ask = step.ask else { return nil }
    let look = try makeLook()
    return ask.subject.read(look).text
  }

  /// Finds what is not bound, and again what has gone. What an earlier step has frozen stays.
  private func bind(_ look: Look) {
    defer { gone = look.gone }
    for index in 0...stepIndex {
      for check in lab.steps[index].lets {
        if bindings[check.name] != nil {
          if check.frozen && index < stepIndex {
            if look.hasGone(check.name) { look.gone.insert(check.name) }
            continue
          }
          if look.isThere(check.name) {
            // A process that was seen between fork(2) and exec(2) has another name now.
            if index == stepIndex, !check.finder.isElsewhere,
              case .bound(let bound, let found) = check.finder.find(look), bound == bindings[check.name]
            {
              evidence[check.name] = found
            }
            continue
          }
          bindings[check.name] = nil
          look.bindings[check.name] = nil
          // What was seen of one thing says nothing of the next.
          if index == stepIndex { seen = [] }
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
          Evidence(Text(en: "that counts only after the opposite was seen", zh: "要先出现过相反的状态才算数"), source: ""))
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
    for (index, mistake) in step.mistakes.enumerated() {
      let isExcused =
        switch mistake.unless {
        case .onTheWay: isOnTheWay && mistake.when.isFound
        case .never: false
        case .bound(let name): look.isBound(name)
        case .holds(let condition): holds(condition, look, baseline: nil)
        }
      if !isExcused, holds(mistake.when, look, baseline: mistakeBaselines[index]) { return mistake.say }
    }
    return nil
  }

  private func holds(_ condition: Condition, _ look: Look, baseline: String?) -> Bool {
    switch condition {
    case .found(let finder): if case .bound = finder.find(look) { true } else { false }
    case .holds(let comparing): comparing.verdict(look, baseline: baseline).isMet
    }
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
