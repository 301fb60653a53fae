internal import CLinux

/// Waits for a process of the plan to end, and stops and goes on when it does. wait(2)
public struct Wait: Action {
  public let role: Role
  public init(_ role: Role) { self.role = role }

  public var call: String { "waitpid(<\(role)>)" }
  public var page: String { "wait(2)" }
  public var lasting: Lasting { .nothing }

  public func perform(in scene: inout Scene) throws(Errno) {
    // Nothing more will be asked of it: one that has not become another program ends at this.
    scene.links[role] = nil
    guard let pid = scene.pids[role] else { throw .noChild }
    scene.ending = Ending(try Errno.check(cl_wait(pid)))
  }
}
