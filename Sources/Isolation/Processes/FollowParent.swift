internal import CLinux

/// Has the kernel send the caller a signal when whoever started it ends. PR_SET_PDEATHSIG(2const)
public struct FollowParent: Action, Equatable {
  public let signal: Signal
  /// Who it was when that was known: a parent that has ended before the call would never be noticed. 0 is one
  /// outside the pid namespace, dead or alive.
  public let parent: Int32

  public init(_ signal: Signal, parent: Int32) {
    self.signal = signal
    self.parent = parent
  }

  public var call: String { "prctl(PR_SET_PDEATHSIG, \(signal)); getppid() == \(parent)" }
  public var page: String { "PR_SET_PDEATHSIG(2const)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(cl_die_with_parent(signal.number))
    if cl_getppid() != parent { cl_die_by(signal.number) }
  }
}
