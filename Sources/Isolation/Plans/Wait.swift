internal import CLinux

/// Waits for a process of the plan to end, and stops and goes on when it does. wait(2)
public struct Wait: Action {
  public let role: Role
  /// Whether SIGINT and SIGTERM go on to it, instead of waiting until it has ended.
  public let forwardsSignals: Bool

  public init(_ role: Role, forwardsSignals: Bool = false) {
    self.role = role
    self.forwardsSignals = forwardsSignals
  }

  public var call: String {
    "waitpid(<\(role)>)" + (forwardsSignals ? "; SIGINT, SIGTERM: kill(<\(role)>)" : "")
  }
  public var page: String { "wait(2)" }
  public var lasting: Lasting { .nothing }

  public func perform(in scene: inout Scene) throws(Errno) {
    // Nothing more will be asked of it: one that has not become another program ends at this.
    scene.links[role] = nil
    guard let pid = scene.pids[role] else { throw .noChild }
    scene.ending = Ending(try Errno.check(forwardsSignals ? cl_wait_forwarding(pid) : cl_wait(pid)))
  }
}
