internal import CLinux

/// Begins a session whose controlling terminal, input and output is a pseudo-terminal. setsid(2)
public struct TakeTerminal: Action, Equatable {
  public let path: CString
  public init(_ path: CString) { self.path = path }

  public var call: String { "setsid(); ioctl(open(\(path)), TIOCSCTTY, 0)" }
  public var page: String { "TIOCSCTTY(2const)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(unsafe cl_take_terminal(path.bytes))
  }
}
