internal import Isolation

/// Looks at the kernel's state and says how far the learner is.
public final class Engine {
  public let session: Session
  public private(set) var stepIndex = 0
  private var names = FoundNames()
  private var mistakes = MistakeWatch()
  /// What the values of `as-at-activation` were, by place in the step: expects first, then keeps.
  private var baselines: [Int: String] = [:]
  /// Which expects have had their `seen-first` seen.
  private var seen: Set<Int> = []
  /// What was mounted, and when it was, as the step began.
  private var knownMounts: Set<String> = []
  private var since: UInt64 = 0
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
    mistakes = MistakeWatch(step, look)
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

  private var comparings: [Comparing] { step.expects.map(\.comparing) + step.keeps.map(\.comparing) }

  private func makeLook() throws(LabError) -> Look {
    do throws(Errno) {
      let look = try Look(session, bindings: names.bindings, knownMounts: knownMounts, since: since)
      session.traces.saw(look.members)
      (look.gone, look.history) = (names.gone, history)
      look.endings = session.watch.endings(besides: look.members.map(\.pid))
      return look
    } catch {
      throw .kernel(KernelError("open(\"/proc\")", error))
    }
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
      let verdict = names.verdict(of: check, look)
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
    return mistakes.remark(look, isOnTheWay: step.lets.contains { names.bindings[$0.name] != nil })
  }

  /// Finds what is not bound, and again what has gone. What an earlier step has frozen stays.
  private func bind(_ look: Look) {
    // What was seen of one thing says nothing of the next.
    if names.find(lab.steps[...stepIndex], look) { seen = [] }
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
