internal import CLinux
internal import Isolation

/// An init at work.
///
/// It sleeps until there is a signal. What has become of its children it learns from wait(2) alone, never from a
/// SIGCHLD: one may stand for many.
struct Supervisor {
  let duty: Duty
  let child: Int32?
  /// Of the command: right after its exec the kernel may still have the name of before.
  let name: String
  let signals: Int32
  let terminal: Int32?
  let witness: Witness
  let household = Household()
  let isInit = cl_getpid() == 1

  /// How the command ended.
  var ending: Ending?
  /// A pause was ended, or all that could be done about the rest has been done.
  var isDismissed = false
  var hasChildren = true
  /// Whether the command is stopped.
  var isStopped = false
  var lifeline: Int32
  var rest = Rest()
  var orphans = Orphans()
  var tally = Event.Tally()

  init(
    _ duty: Duty, of child: Int32?, named name: String, signals: Int32, terminal: Int32?,
    witness: Witness
  ) {
    self.duty = duty
    self.child = child
    self.name = name
    self.signals = signals
    self.terminal = terminal
    self.witness = witness
    lifeline = duty.lifeline?.descriptor ?? -1
  }

  /// Works until the end; the exit status.
  mutating func run() throws(Errno) -> Int32 {
    if !duty.ownChildren.isEmpty { orphans.known = Set(duty.ownChildren) }
    if duty.endsOrphans != nil { orphans.nextLook = cl_now() + Orphans.interval }
    if let child { witness.hears(.began(Event.Named(pid: child, name: name))) }
    // It may sleep for months: what setting up took is given back.
    cl_give_back_memory()
    let mayBeTimed = lifeline >= 0 || duty.endsOrphans != nil || duty.aftermath.isTimed
    // Between poll(2) and read(2) a signal may be cancelled by another one.
    if mayBeTimed { _ = cl_set_nonblocking(signals) }
    // Who has ended before the init was one gave a signal to somebody else.
    try reap()
    var sent = cl_sent()
    while !isOver {
      var isReady = true
      if mayBeTimed {
        let ready = try Errno.check(cl_poll_signals(signals, lifeline, patience))
        isReady = ready & 1 != 0
        if ready & 2 != 0 { hearParent() }
      }
      if isReady {
        let count = try Errno.check(unsafe cl_next_signal(signals, &sent))
        // First, so that a signal finds whoever is stopped to be so.
        try reap()
        if isOver { break }
        if count > 0 { take(sent) }
      }
      if looksAround { lookAround() }
      if !isOver { pressOn() }
    }
    return close()
  }

  private var isOver: Bool {
    if isDismissed { return true }
    guard ending != nil else { return false }
    switch duty.aftermath {
    case .leave, .terminateGroup: return true
    case .wait, .end: return !hasChildren
    }
  }

  /// Something is due at a time, and not only when something happens.
  private var deadline: Int64? {
    guard let orphans = orphans.deadline else { return rest.deadline }
    return min(orphans, rest.deadline ?? orphans)
  }
  private var patience: Int32 {
    guard let deadline else { return -1 }
    return Int32(clamping: max(0, deadline - cl_now()))
  }

  private mutating func hearParent() {
    lifeline = -1
    witness.hears(.parentEnded)
    // There is nobody to pass it on to.
    if child == nil { isDismissed = true }
    if let signal = duty.lifeline?.signal { forward(signal) }
  }

  private func close() -> Int32 {
    if duty.aftermath == .terminateGroup, let child {
      if let signal = duty.rules[.terminate] { _ = cl_kill(-child, signal.number) }
    }
    giveBackForeground()
    let status = ending.map { duty.codes.status(of: $0) } ?? 0
    if witness.isThere {
      let zombies = household.zombies()
      if !zombies.isEmpty { witness.hears(.zombies(zombies)) }
      witness.hears(.ended(status: status, tally))
    }
    return status
  }
}
