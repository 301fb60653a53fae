internal import CLinux

/// Which of the two maps of a user namespace.
public enum IdKind: String, Sendable {
  case user = "uid"
  case group = "gid"

  /// The file below /proc/PID.
  public var mapFile: String { rawValue + "_map" }
  /// The program that maps the ids of subuid(5) or subgid(5) for an ordinary user.
  public var mapper: CString { self == .user ? "newuidmap" : "newgidmap" }
  /// The file that says which ids these are.
  public var subordinateFile: CString { self == .user ? "/etc/subuid" : "/etc/subgid" }
}

/// Has newuidmap(1) or newgidmap(1) write the map of another process of the plan.
///
/// They may write what an ordinary user may not, if subuid(5) and subgid(5) say so.
public struct RunIdMapper: Action, Equatable {
  public let kind: IdKind
  public let map: IdMap
  /// Whose user namespace it is.
  public let role: Role

  public init(_ kind: IdKind, _ map: IdMap, of role: Role) {
    self.kind = kind
    self.map = map
    self.role = role
  }

  public var call: String {
    ([kind.mapper.text, "<\(role)>"] + map.ranges.map(\.description)).joined(separator: " ")
  }
  public var page: String { kind.mapper.text + "(1)" }
  public var lasting: Lasting { .permanent }

  public func perform(in scene: inout Scene) throws(Errno) {
    guard let pid = scene.pids[role] else { throw .noProcess }
    let numbers = map.ranges.flatMap { [$0.inside, $0.outside, $0.count] }
    let words = [kind.mapper] + ([UInt32(pid)] + numbers).map { CString("\($0)") }
    let mapper = unsafe Command(words).with(cl_spawn)
    // It has said itself what it does not like; it has no other way to tell.
    guard Ending(try Errno.check(cl_wait(try Errno.check(mapper)))) == .exited(0) else { throw .notPermitted }
  }
}

extension Plan {
  /// Decides once and for all about setgroups(2) in a user namespace just made.
  public mutating func setgroups(
    _ rule: SetgroupsRule, in file: Place = .own("setgroups"), by role: Role = .caller
  ) {
    add(
      WriteFile(file, CString(rule.rawValue), page: "user_namespaces(7)"), by: role,
      because: rule == .deny ? .setgroupsFirst : nil)
  }

  /// A process in a user namespace that it has just made maps its own id there, as anybody may.
  public mutating func mapOwn(_ kind: IdKind, _ single: IdRange, by role: Role = .caller) {
    add(
      WriteFile(.own(kind.mapFile), CString("\(single)"), page: "user_namespaces(7)"), by: role,
      because: kind == .user ? .ownIdOnly : nil)
  }

  /// The same of both ids, in the order that the kernel asks for.
  public mutating func mapOwn(_ outside: Credentials, to inside: Credentials, by role: Role = .caller) {
    setgroups(.deny, by: role)
    mapOwn(.user, IdRange(inside: inside.user, outside: outside.user, count: 1), by: role)
    mapOwn(.group, IdRange(inside: inside.group, outside: outside.group, count: 1), by: role)
  }

  /// The helper outside maps what only it may: with privilege, or else through the set-user-ID programs.
  public mutating func map(_ kind: IdKind, _ map: IdMap, of role: Role, by helper: Role, privileged: Bool) {
    if privileged {
      let file = Place.proc(kind.mapFile, of: role)
      add(WriteFile(file, CString(map.text), page: "user_namespaces(7)"), by: helper, because: .onceOnly)
    } else {
      add(RunIdMapper(kind, map, of: role), by: helper, because: .mayMapSubordinates)
    }
  }
}

/// Whether setgroups(2) works in a user namespace. user_namespaces(7)
public enum SetgroupsRule: String, Sendable {
  case allow, deny
}

extension Text {
  package static let setgroupsFirst = Text(
    en: "before gid_map, or the kernel says EPERM",
    zh: "必须先于 gid_map，否则内核返回 EPERM")
  package static let ownIdOnly = Text(
    en: "without privilege outside, one line with your own id is all you may write",
    zh: "在外部没有特权时，只能写一行，而且只能是自己的 id")
  static let onceOnly = Text(en: "all lines in one write: a second is refused", zh: "所有行必须一次写完：第二次写入会被拒绝")
  static let mayMapSubordinates = Text(
    en:
      "you may write only your own id; this program may write those that the file of subordinate ids gives you",
    zh: "你自己只能写自己的 id；这个程序可以写入从属 id 文件分配给你的 id")
}
