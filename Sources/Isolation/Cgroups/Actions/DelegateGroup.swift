internal import CLinux

/// Gives a control group to a user, who may then make groups below and move processes among them. "Delegation" of
/// cgroups(7)
///
/// The limits of the group itself stay with whoever gives it.
public struct DelegateGroup: Action, Equatable {
  public let path: CString
  public let owner: Credentials

  public init(_ path: CString, to owner: Credentials) {
    self.path = path
    self.owner = owner
  }

  public var call: String {
    "chown({\(path), \(Self.files.joined(separator: ", "))}, \(owner.user), \(owner.group))"
  }
  public var page: String { "cgroups(7)" }

  /// What /sys/kernel/cgroup/delegate lists and is not for the group's own limits; version 1 has the first and `tasks`.
  static let files = ["cgroup.procs", "cgroup.threads", "cgroup.subtree_control", "tasks"]

  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(unsafe cl_chown(path.bytes, owner.user, owner.group))
    for file in Self.files {
      let result = unsafe cl_chown((path + "/" + CString(file)).bytes, owner.user, owner.group)
      if result < 0, Errno(-result) != .noEntry { throw Errno(-result) }
    }
  }
}
