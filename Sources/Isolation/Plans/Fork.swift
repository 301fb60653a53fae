internal import CLinux

/// Begins another process of the plan. fork(2)
public struct Fork: Action, Hashable {
  public let role: Role
  /// Nobody's child, so nobody need wait for it.
  public let detached: Bool
  /// The caller means to wait and to end as the child ends, so Ctrl-C and TERM are the child's.
  public let holdsSignals: Bool

  public init(_ role: Role, detached: Bool = false, holdsSignals: Bool = true) {
    self.role = role
    self.detached = detached
    self.holdsSignals = holdsSignals && !detached
  }

  public var call: String { "fork() = <\(role)>" }
  public var page: String { "fork(2)" }
  public var course: Course { .fork(self) }

  public func perform(in scene: inout Scene) throws(Errno) {
    let (mine, theirs) = try Link.pair()
    let me = scene.role, pid = cl_getpid()
    if holdsSignals { cl_hold_signals(1) }
    switch detached ? cl_fork_detached() : cl_fork() {
    case 0:
      if holdsSignals { cl_hold_signals(0) }
      // All but one link is the parent's: kept open here, nobody would see it end there.
      let held = scene.held
      scene = Scene()
      scene.role = role
      scene.links[me] = theirs
      scene.pids[me] = pid
      scene.held = held
    case let child where child > 0:
      scene.pids[role] = child
      scene.links[role] = mine
    case let failure:
      if holdsSignals { cl_hold_signals(0) }
      throw Errno(-failure)
    }
  }
}
