internal import CLinux

/// Waits for a process of the plan to end. wait(2)
public struct Wait: Action, Equatable {
  public let role: Role
  /// Whether SIGINT and SIGTERM go on to it, instead of waiting until it has ended.
  public let forwardsSignals: Bool
  /// Whether the caller stops when it stops, and wakes it when it goes on.
  public let stopsAlong: Bool

  public init(_ role: Role, forwardsSignals: Bool = false, stopsAlong: Bool = false) {
    self.role = role
    self.forwardsSignals = forwardsSignals
    self.stopsAlong = stopsAlong
  }

  public var call: String {
    "waitpid(<\(role)>)" + (forwardsSignals ? "; SIGINT, SIGTERM: kill(<\(role)>)" : "")
  }
  public var page: String { "wait(2)" }
  public var lasting: Lasting { .nothing }
  public var isWaiting: Bool { true }

  public func perform(in scene: inout Scene) throws(Errno) {
    let pid = try scene.letGo(of: role)
    let wait = forwardsSignals ? cl_wait_forwarding : stopsAlong ? cl_wait_stopping : cl_wait
    scene.ending = Ending(try Errno.check(wait(pid)))
  }
}

extension Scene {
  /// The pid of a process of which nothing more will be asked: one that has not become another program
  /// ends at this.
  package mutating func letGo(of role: Role) throws(Errno) -> Int32 {
    links[role] = nil
    guard let pid = pids[role] else { throw .noChild }
    return pid
  }
}
