internal import CLinux
internal import Isolation

extension Supervisor {
  /// Acts on a signal that has come.
  mutating func take(_ sent: cl_sent) {
    let signal = Signal(number: sent.number)
    if signal == .child { return }
    guard child != nil else {
      if signal == .terminate || signal == .interrupt { isDismissed = true }
      return
    }
    // Of its own story, whose reader has gone.
    if signal == .brokenPipe, sent.sender == household.me { return }
    // What a key of the terminal sends has gone to the child as well. A hang-up comes to the leader alone.
    if sent.is_kernel != 0, duty.sharesGroup, duty.hasTerminal, signal.isOfKeys { return }
    forward(signal)
    if duty.stopsAfterForwarding, !duty.hasTerminal, signal.isFromTerminal, !isInit {
      _ = cl_kill(cl_getpid(), Signal.stop.number)
    }
  }

  /// Sends a signal on, as the rules say.
  mutating func forward(_ signal: Signal) {
    guard let other = duty.rules[signal] else {
      witness.hears(.dropped(signal))
      return
    }
    // Ctrl-Z has stopped the whole group: so all of it must go on.
    let recipient: Duty.Recipient =
      ending != nil ? .all : other == .goOn && isStopped && duty.recipient == .child ? .group : duty.recipient
    if other == .goOn {
      giveForeground()
      isStopped = false
    }
    let count = send(other, to: recipient)
    tally.forwarded += 1
    witness.hears(.forwarded(signal, as: other, to: recipient, count: count))
    // A stopped process acts on nothing but SIGKILL until it is continued.
    if isStopped, !other.stops, other != .goOn, other.ends {
      isStopped = false
      _ = send(.goOn, to: recipient)
    }
  }

  /// How many have got it, as far as that can be told.
  private func send(_ signal: Signal, to recipient: Duty.Recipient) -> Int {
    guard let child else { return 0 }
    switch recipient {
    case .child: return cl_kill(child, signal.number) < 0 ? 0 : 1
    case .group: return cl_kill(duty.sharesGroup ? child : -child, signal.number) < 0 ? 0 : 1
    case .all: return sendAll(signal)
    }
  }

  /// To all below the init.
  func sendAll(_ signal: Signal) -> Int {
    if isInit {
      let count = witness.isThere ? household.descendants()?.count ?? 0 : 0
      return cl_kill(-1, signal.number) < 0 ? 0 : max(1, count)
    }
    if let members = household.descendants() { return household.send(signal, to: members) }
    // Without /proc nothing leads to them but the group.
    guard let child else { return 0 }
    return cl_kill(-child, signal.number) < 0 ? 0 : 1
  }
}

extension Signal {
  static let child = Signal(number: 17)
  static let goOn = Signal(number: 18)
  static let stop = Signal(number: 19)
  static let brokenPipe = Signal(number: 13)
  /// SIGTSTP
  static let stopKey = Signal(number: 20)
  /// SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGWINCH: to all of the group in the foreground
  var isOfKeys: Bool {
    switch number {
    case 2, 3, 20, 21, 22, 28: true
    default: false
    }
  }
  /// SIGTSTP, SIGTTIN, SIGTTOU
  var isFromTerminal: Bool { (20...22).contains(number) }

  var stops: Bool { self == .stop || isFromTerminal }
  /// Whether it ends a process that has no handler: all but URG, WINCH and those about stopping. signal(7)
  var ends: Bool {
    switch number {
    case 17, 18, 23, 28: false
    default: !stops
    }
  }
}
