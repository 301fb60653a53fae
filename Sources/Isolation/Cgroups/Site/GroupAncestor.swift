internal import CLinux

/// A group of version 2 in which another might be made, with what decides whether it may.
public struct GroupAncestor: Hashable, Sendable {
  public var directory: CString
  /// What it has itself: cgroup.controllers
  public var controllers: Set<String> = []
  /// What the groups below have: cgroup.subtree_control
  public var handsDown: Set<String> = []
  /// The topmost of all, which may have processes and hand down controllers.
  public var isTopmost = false
  /// Below it whole processes have a place: cgroup.type says `domain`, or `domain threaded` for that.
  public var isDomain = true
  /// Whether one may make groups in it and move processes there.
  public var isMine = true
  /// Whether it is mounted so that nobody may.
  public var isReadOnly = false
  /// systemd has given it away: what is done below it is no concern of systemd's. "Delegation" of systemd.resource-control(5)
  public var isDelegated = false
  /// The processes in it, not counting those below.
  public var processes: [Int32] = []

  public init(_ directory: CString) { self.directory = directory }

  /// As it is now.
  public init(reading group: ControlGroup) {
    self.init(group.path)
    func words(_ file: String) -> Set<String> {
      Set(((try? group.read(file)) ?? "").split { $0 == " " || $0 == "\n" }.map(String.init))
    }
    controllers = words("cgroup.controllers")
    handsDown = words("cgroup.subtree_control")
    let type = try? group.read("cgroup.type")
    isTopmost = type == nil
    isDomain = type == nil || type == "domain\n"
    isMine = group.isMine
    isReadOnly = group.isReadOnly
    isDelegated = ["trusted.delegate", "user.delegate"].contains {
      unsafe cl_has_attribute(group.path.bytes, CString($0).bytes) == 1
    }
    processes = ((try? group.read("cgroup.procs")) ?? "").split(separator: "\n").compactMap { Int32($0) }
  }
}
