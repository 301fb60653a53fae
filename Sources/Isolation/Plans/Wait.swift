internal import CLinux

/// Waits for a process of the plan to end. wait(2)
public struct Wait: Action, Equatable {
  public let role: Role
  /// What goes on to it if somebody sends it to the caller, instead of waiting until it has ended.
  public let forwarded: [Signal]
  /// Whether the caller stops when it stops, and wakes it when it goes on.
  public let stopsAlong: Bool

  public init(_ role: Role, forwarding forwarded: [Signal] = [], stopsAlong: Bool = false) {
    self.role = role
    self.forwarded = forwarded
    self.stopsAlong = stopsAlong
  }

  public var call: String {
    let names = forwarded.map { "\($0)" }.joined(separator: ", ")
    return "waitpid(<\(role)>)" + (names.isEmpty ? "" : "; \(names): kill(<\(role)>)")
  }
  public var page: String { "wait(2)" }
  public var lasting: Lasting { .nothing }
  public var isWaiting: Bool { true }

  public func perform(in scene: inout Scene) throws(Errno) {
    let pid = try scene.letGo(of: role)
    let status =
      if !forwarded.isEmpty {
        unsafe cl_wait_forwarding(pid, forwarded.map(\.number), Int32(forwarded.count))
      } else {
        stopsAlong ? cl_wait_stopping(pid) : cl_wait(pid)
      }
    scene.ending = Ending(try Errno.check(status))
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
