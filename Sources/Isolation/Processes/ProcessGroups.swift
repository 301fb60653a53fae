internal import CLinux

/// Puts the process at the head of a group of its own: what is sent to the group of its parent does not reach
/// it. setpgid(2)
public struct LeadGroup: Action, Equatable {
  public init() {}
  public var call: String { "setpgid(0, 0)" }
  public var page: String { "setpgid(2)" }
  public func perform(in scene: inout Scene) throws(Errno) { try Errno.check(cl_setpgid(0, 0)) }
}

/// Begins a session, which has no terminal, and a group in it. setsid(2)
public struct LeadSession: Action, Equatable {
  public init() {}
  public var call: String { "setsid()" }
  public var page: String { "setsid(2)" }
  public func perform(in scene: inout Scene) throws(Errno) { try Errno.check(cl_setsid()) }
}
