public import Isolation

/// What an init tells of its work, as it happens.
public enum Event: Hashable, Sendable {
  case began(Named)
  /// A process has lost its parent, and is the init's child now.
  case adopted(Named)
  /// An ended child was asked for, so it is no zombie any more.
  case reaped(Named, Ending, isCommand: Bool)
  case stopped(Named, Signal)
  /// The child was woken, since nobody else could.
  case woken(Named)
  case forwarded(Signal, as: Signal, to: Duty.Recipient, count: Int)
  case dropped(Signal)
  /// The lifeline has ended.
  case parentEnded
  /// The rest is sent a signal, since the command has ended or they have lost their parent.
  case ending(count: Int, Signal)
  /// SIGKILL did not end them in time: they sleep in the kernel.
  case unkillable(count: Int)
  /// Ended processes whose parent lives and does not ask for them: no init can.
  case zombies([Zombie])
  case ended(status: Int32, Tally)

  /// A process, and what it is called; its name is empty where no /proc tells it.
  public struct Named: Hashable, Sendable {
    public let pid: Int32
    public let name: String
  }

  public struct Zombie: Hashable, Sendable {
    public let zombie: Named
    public let parent: Named
  }

  /// What was done, all in all.
  public struct Tally: Hashable, Sendable {
    public internal(set) var adopted = 0
    public internal(set) var reaped = 0
    public internal(set) var forwarded = 0
  }
}

/// Is told what an init does.
///
/// No optional of a protocol: the runtime would have to find the type of that before the command is begun.
public enum Witness: Sendable {
  case nobody
  case somebody(@Sendable (Event) -> Void)

  public var isThere: Bool { if case .somebody = self { true } else { false } }

  /// What nobody hears is not even asked for.
  func hears(_ event: @autoclosure () -> Event) {
    if case .somebody(let tell) = self { tell(event()) }
  }
}
