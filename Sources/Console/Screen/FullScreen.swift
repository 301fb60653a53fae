internal import CLinux

/// The whole of a terminal, for a program that draws on it and reads single keys: its other screen, so that what was there
/// comes back.
///
/// It is put back by `leave`, and at faults of the program itself; signals are events of `ScreenEvents`.
public struct FullScreen: Sendable {
  let input: Terminal
  let output: Terminal

  /// The other screen, no cursor, and no line goes on in the next one; and back.
  private static let begin = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l"
  static let end = "\u{1b}[0m\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l"

  public init(input: Terminal = .input, output: Terminal = .output) {
    self.input = input
    self.output = output
  }

  public func enter() {
    _ = cl_raw(input.descriptor, 1)
    output.write(Self.begin)
  }

  public func leave() {
    output.write(Self.end)
    _ = cl_raw(input.descriptor, 0)
  }

  /// Ends by a signal that has come, as if it had not been held back.
  public func die(by signal: Int32) -> Never {
    leave()
    cl_die_by(signal)
  }

  /// Stops until somebody continues it, as Ctrl-Z does to others.
  public func stop(by signal: Int32) {
    leave()
    _ = cl_stop_by(signal, 0)
    comeBack()
  }

  /// The terminal may have been used by others, and may still be.
  public func comeBack() {
    // SIGTTIN: as any other that reads in the background.
    while cl_has_foreground(input.descriptor) == 0, cl_stop_by(21, 0) == 1 {}
    _ = cl_raw(input.descriptor, 0)
    enter()
  }
}
