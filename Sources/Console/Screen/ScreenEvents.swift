internal import CLinux

/// What happens to a program on a full screen.
public enum ScreenEvent: Hashable, Sendable {
  case key(Key)
  /// SIGWINCH
  case resized
  /// SIGCONT: others may have drawn meanwhile.
  case continued
  /// SIGTSTP, SIGTTIN, SIGTTOU
  case stop(Int32)
  /// A signal that ends a program.
  case end(Int32)
  /// There is no more input.
  case closed
}

/// Keys and signals, as they come.
public final class ScreenEvents {
  private let input: Terminal
  private let signals: Int32
  private var decoder = KeyDecoder()

  /// How long a terminal may take between the bytes of one key, in milliseconds.
  private static let patience: Int32 = 50

  /// From now on signals wait to be read here.
  public init(_ screen: FullScreen) {
    input = screen.input
    signals = unsafe cl_screen_signals(screen.output.descriptor, FullScreen.end)
  }

  /// Those that have come within the time; none where it was over before.
  public func next(within milliseconds: Int32) -> [ScreenEvent] {
    let patience = decoder.isWaiting ? min(Self.patience, milliseconds) : milliseconds
    let ready = cl_poll_two(input.descriptor, signals, patience)
    if ready == 0, decoder.isWaiting { return decoder.rest().map { .key($0) } }
    var events: [ScreenEvent] = []
    if ready & 2 != 0 { events += sent() }
    if ready & 1 != 0 { events += typed() }
    return events
  }

  private func typed() -> [ScreenEvent] {
    var bytes = [UInt8](repeating: 0, count: 256)
    let n = unsafe cl_read(input.descriptor, &bytes, bytes.count)
    if n > 0 { return decoder.keys(of: bytes[..<n]).map { .key($0) } }
    // EIO is also what the background hears.
    return n < 0 && cl_has_foreground(input.descriptor) == 0 && cl_foreground(input.descriptor) > 0
      ? [.stop(21)] : [.closed]
  }

  private func sent() -> [ScreenEvent] {
    var events: [ScreenEvent] = [], sent = cl_sent()
    while unsafe cl_next_signal(signals, &sent) > 0 {
      switch sent.number {
      case 28: events.append(.resized)
      case 18: events.append(.continued)
      case 20, 21, 22: events.append(.stop(sent.number))
      // SIGCHLD and SIGURG end nobody.
      case 17, 23: break
      default: events.append(.end(sent.number))
      }
    }
    return events
  }
}
