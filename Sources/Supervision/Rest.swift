internal import CLinux
internal import Isolation

/// What is left when the command has ended, and what is being done about it.
struct Rest {
  enum Phase { case none, terminating, killing }
  var phase = Phase.none
  var deadline: Int64?

  /// How long SIGKILL may take: who sleeps uninterruptibly in the kernel does not hear it.
  static let killing: Int64 = 1000
}

/// Processes that have lost their parent.
struct Orphans {
  /// Children of the init that it knows of; others are new.
  var known: Set<Int32> = []
  /// Those that are being ended, and when they shall be killed.
  var condemned: [Int32: Int64] = [:]
  /// When to look for more: nothing tells of a living process that has lost its parent.
  var nextLook: Int64?

  /// How often is looked for them where they are to be ended, in milliseconds.
  static let interval: Int64 = 250

  var deadline: Int64? {
    if condemned.isEmpty { return nextLook }
    return condemned.values.reduce(nextLook ?? .max, min)
  }

  mutating func ended(_ pid: Int32) {
    // Nobody is known where nobody asks.
    if !known.isEmpty { known.remove(pid) }
    if !condemned.isEmpty { condemned[pid] = nil }
  }
}

extension Supervisor {
  /// Whether it has to know its children.
  var looksAround: Bool { witness.isThere || duty.endsOrphans != nil }

  /// Finds those that have become children of the init.
  mutating func lookAround() {
    let new = (household.children() ?? []).filter { $0 != child && !orphans.known.contains($0) }
    for pid in new { adopt(household.named(pid)) }
    guard let grace = duty.endsOrphans, ending == nil else {
      orphans.nextLook = nil
      return
    }
    let now = cl_now()
    orphans.nextLook = now + Orphans.interval
    for pid in new where cl_kill(pid, Signal.terminate.number) >= 0 {
      orphans.condemned[pid] = now + Int64(grace)
      witness.hears(.ending(count: 1, .terminate))
    }
  }

  /// Does what is due.
  mutating func pressOn() {
    guard ending != nil || !orphans.condemned.isEmpty else { return }
    let now = cl_now()
    for (pid, time) in orphans.condemned where time <= now {
      // It is a child: its number is its own until it has been reaped.
      _ = cl_kill(pid, Signal.kill.number)
      witness.hears(.ending(count: 1, .kill))
      orphans.condemned[pid] = nil
    }
    guard ending != nil, case .end(let grace) = duty.aftermath else { return }
    switch rest.phase {
    case .none:
      rest.phase = .terminating
      rest.deadline = now + Int64(grace)
      // Not within the call: nobody may be there to hear it.
      let count = sendAll(.terminate)
      witness.hears(.ending(count: count, .terminate))
      // Who is stopped would not hear it.
      _ = sendAll(.goOn)
    case .terminating where (rest.deadline ?? 0) <= now:
      rest.phase = .killing
      rest.deadline = now + Rest.killing
      let count = sendAll(.kill)
      witness.hears(.ending(count: count, .kill))
    case .killing where (rest.deadline ?? 0) <= now:
      witness.hears(.unkillable(count: household.descendants()?.count ?? 1))
      isDismissed = true
    // Who was begun meanwhile, or has moved up since its parent was killed.
    case .killing: _ = sendAll(.kill)
    case .terminating: break
    }
  }
}
