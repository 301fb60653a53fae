internal import CLinux

/// Gives up all supplementary groups. setgroups(2)
public struct DropGroups: Action, Equatable {
  public init() {}
  public var call: String { "setgroups(0, NULL)" }
  public var page: String { "setgroups(2)" }
  public var lasting: Lasting { .permanent }
  public func perform(in scene: inout Scene) throws(Errno) { try Errno.check(cl_drop_groups()) }
}

/// Becomes a group of the current user namespace. setgid(2)
public struct SetGroup: Action, Equatable {
  public let id: UInt32
  public init(_ id: UInt32) { self.id = id }
  public var call: String { "setgid(\(id))" }
  public var page: String { "setgid(2)" }
  public var lasting: Lasting { .permanent }
  public func perform(in scene: inout Scene) throws(Errno) { try Errno.check(cl_setgid(id)) }
}

/// Becomes a user of the current user namespace. setuid(2)
public struct SetUser: Action, Equatable {
  public let id: UInt32
  public init(_ id: UInt32) { self.id = id }
  public var call: String { "setuid(\(id))" }
  public var page: String { "setuid(2)" }
  public var lasting: Lasting { .permanent }
  public func perform(in scene: inout Scene) throws(Errno) { try Errno.check(cl_setuid(id)) }
}

/// Becomes the user that a process of an open /proc/PID runs as, by its number in the current user
/// namespace: fstat(2) translates it. setuid(2)
public struct FollowUser: Action, Equatable {
  /// What `OpenFile` left.
  public let process: String
  public init(_ process: String) { self.process = process }
  public var call: String { "fstat(<\(process)>); setuid(st_uid)" }
  public var page: String { "setuid(2)" }
  public var lasting: Lasting { .permanent }
  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(cl_setuid(try scene.owner(of: process).owner))
  }
}

/// Becomes the group of such a process. setgid(2)
public struct FollowGroup: Action, Equatable {
  public let process: String
  public init(_ process: String) { self.process = process }
  public var call: String { "fstat(<\(process)>); setgid(st_gid)" }
  public var page: String { "setgid(2)" }
  public var lasting: Lasting { .permanent }
  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(cl_setgid(try scene.owner(of: process).group))
  }
}

extension Scene {
  /// fstat(2) of a held file.
  fileprivate func owner(of name: String) throws(Errno) -> cl_identity {
    var found = cl_identity()
    try Errno.check(unsafe cl_fidentify(try descriptor(name), &found))
    return found
  }
}
