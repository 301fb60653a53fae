public import Isolation

/// What an init owes its command, and the processes that are left to it.
public struct Duty: Hashable, Sendable {
  /// Who gets a signal that the init gets.
  public enum Recipient: Hashable, Sendable {
    case child
    /// The process group that the child leads.
    case group
    /// All that descends from the init; of PID 1, all in its namespace.
    case all
  }

  /// What becomes of the others when the command has ended. Those of PID 1 end with it in any case.
  public enum Aftermath: Hashable, Sendable {
    case leave
    /// The group of the command gets SIGTERM, and nobody waits.
    case terminateGroup
    /// SIGTERM, so many milliseconds, SIGKILL.
    case end(grace: Int32)
    /// The init waits until all have ended by themselves.
    case wait

    /// Whether something is due at a time.
    var isTimed: Bool { if case .end = self { true } else { false } }
  }

  public var recipient: Recipient = .child
  public var rules = SignalRules()
  public var codes = ExitCodes()
  public var aftermath: Aftermath = .leave
  /// Ends each process that has lost its parent, with so many milliseconds between SIGTERM and SIGKILL.
  public var endsOrphans: Int32?
  /// The child is in the group of the init: what a key sends, it has got from the kernel.
  public var sharesGroup = false
  /// It has a terminal, whose keys stop the job.
  public var hasTerminal = false
  /// Stops itself after it has sent on SIGTSTP, SIGTTIN or SIGTTOU, as dumb-init does.
  public var stopsAfterForwarding = false
  /// The terminal whose foreground was given to the child.
  public var terminal: OpenTerminal?
  /// Children that the init had before it was one: they are no orphans.
  public var ownChildren: [Int32] = []
  /// A pipe that the parent holds open. At its end comes a signal.
  public var lifeline: Lifeline?

  public struct Lifeline: Hashable, Sendable {
    public let descriptor: Int32
    public let signal: Signal
    public init(_ descriptor: Int32, _ signal: Signal) {
      self.descriptor = descriptor
      self.signal = signal
    }
  }

  public init() {}
}
