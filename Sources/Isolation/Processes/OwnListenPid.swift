internal import CLinux

/// Says in LISTEN_PID that the sockets handed over are the caller's: it named the parent, which has passed them on.
/// sd_listen_fds(3)
public struct OwnListenPid: Action, Equatable {
  public init() {}
  public var call: String { "setenv(\"LISTEN_PID\", getpid()); unsetenv(\"LISTEN_PIDFDID\")" }
  public var page: String { "sd_listen_fds(3)" }
  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(unsafe cl_setenv("LISTEN_PID", String(cl_getpid())))
    // It is the same in another form, and would contradict.
    try Errno.check(unsafe cl_setenv("LISTEN_PIDFDID", nil))
  }
}
