internal import CLinux

/// A terminal that a process already has open.
public enum OpenTerminal: Hashable, Sendable, CustomStringConvertible {
  case input
  /// What an earlier step has opened.
  case held(String)

  public var description: String {
    switch self {
    case .input: "0"
    case .held(let name): "<\(name)>"
    }
  }

  package func descriptor(in scene: borrowing Scene) throws(Errno) -> Int32 {
    switch self {
    case .input: 0
    case .held(let name): try scene.descriptor(name)
    }
  }
}

/// Makes the caller's group the one that Ctrl-C and Ctrl-Z reach and that may read. tcsetpgrp(3)
public struct TakeForeground: Action, Equatable {
  public let terminal: OpenTerminal
  public init(of terminal: OpenTerminal) { self.terminal = terminal }

  public var call: String { "tcsetpgrp(\(terminal), getpgrp())" }
  public var page: String { "tcsetpgrp(3)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    // A terminal that has gone meanwhile is no reason not to run the command.
    _ = cl_set_foreground(try terminal.descriptor(in: scene), cl_getpid())
  }
}

/// Says who has the foreground, to be put back if what comes fails: a child that has taken it may be gone by then.
/// tcgetpgrp(3)
public struct KeepForeground: Action, Equatable {
  public let terminal: OpenTerminal
  public init(of terminal: OpenTerminal) { self.terminal = terminal }

  public var call: String { "tcgetpgrp(\(terminal))" }
  public var page: String { "tcsetpgrp(3)" }
  public var undo: (any Undo)? { ReturnForeground(of: terminal) }
  public var hasUndo: Bool { true }
  public var lasting: Lasting { .process }

  public func perform(in scene: inout Scene) throws(Errno) {}
}

/// Makes the caller's group the one in the foreground again. tcsetpgrp(3)
struct ReturnForeground: Undo, Equatable {
  static let word = "foreground"
  let terminal: OpenTerminal
  init(of terminal: OpenTerminal) { self.terminal = terminal }
  /// No other process could put it back.
  init?(_ words: [CString]) { return nil }

  var words: [CString] { [] }
  var call: String { "tcsetpgrp(\(terminal), getpgrp())" }
  var page: String { "tcsetpgrp(3)" }

  func perform(in scene: inout Scene) throws(Errno) {
    let group = cl_group()
    if group > 0 { _ = cl_set_foreground(try terminal.descriptor(in: scene), group) }
  }
}

/// Makes the terminal on standard input that of the session which the caller leads. TIOCSCTTY(2const)
public struct TakeControl: Action, Equatable {
  public init() {}
  public var call: String { "ioctl(0, TIOCSCTTY, 0)" }
  public var page: String { "TIOCSCTTY(2const)" }
  public func perform(in scene: inout Scene) throws(Errno) {
    // It may belong to another session; then the command does without.
    _ = cl_control_terminal(0)
  }
}

/// Lets go of the terminal of the session which the caller leads, so that another session can have it.
/// TIOCNOTTY(2const)
public struct GiveUpTerminal: Action, Equatable {
  public init() {}
  public var call: String { "ioctl(0, TIOCNOTTY)" }
  public var page: String { "TIOCNOTTY(2const)" }
  public func perform(in scene: inout Scene) throws(Errno) {
    // The kernel answers with SIGHUP and SIGCONT, which nobody means: they are taken back where they wait.
    cl_give_up_terminal_quietly(0)
  }
}
