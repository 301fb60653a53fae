internal import CLinux

/// Has the kernel send this process a signal when the one that forked it ends. prctl(2)
public struct DieWithParent: Action, Equatable {
  public let signal: Signal
  /// Who forked this process.
  public let parent: Role

  public init(_ signal: Signal, parent: Role) {
    self.signal = signal
    self.parent = parent
  }

  public var call: String { "prctl(PR_SET_PDEATHSIG, \(signal))" }
  public var page: String { "PR_SET_PDEATHSIG(2const)" }
  public var watchesParent: Bool { true }

  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(cl_die_with_parent(signal.number))
    // It may have ended before this was armed. getppid() cannot tell: a parent in another pid
    // namespace is 0, dead or alive. But its end of the link closes with it.
    let isOver = (scene.parent.map { cl_poll_in($0.value.raw, 0) } ?? 0) > 0
    let isLeft =
      scene.parent == nil && scene.links[parent] == nil && cl_getppid() != scene.pids[parent]
      && cl_getppid() > 0
    if isOver || isLeft || scene.links[parent]?.isDeserted == true { cl_die_by(signal.number) }
  }
}
