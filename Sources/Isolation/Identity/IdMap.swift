/// Whether setgroups(2) works in a user namespace. user_namespaces(7)
public enum SetgroupsRule: String, Sendable {
  case allow, deny
}

extension Plan {
  /// Decides once and for all about setgroups(2) in a user namespace just made.
  public mutating func setgroups(_ rule: SetgroupsRule, by role: Role = .caller) {
    add(
      WriteFile(.own("setgroups"), rule.rawValue, page: "user_namespaces(7)"), by: role,
      because: rule == .deny ? .setgroupsFirst : nil)
  }

  /// Maps the caller's ids to the given ones inside a user namespace it has just made.
  /// user_namespaces(7)
  public mutating func map(_ outside: Credentials, to inside: Credentials, by role: Role = .caller) {
    let page = "user_namespaces(7)"
    setgroups(.deny, by: role)
    add(
      WriteFile(.own("uid_map"), "\(inside.user) \(outside.user) 1", page: page), by: role,
      because: .ownIdOnly)
    add(WriteFile(.own("gid_map"), "\(inside.group) \(outside.group) 1", page: page), by: role)
  }
}

extension Text {
  package static let setgroupsFirst = Text(
    en: "before gid_map, or the kernel says EPERM",
    zh: "必须先于 gid_map，否则内核返回 EPERM")
  package static let ownIdOnly = Text(
    en: "without privilege outside, one line with your own id is all you may write",
    zh: "在外部没有特权时，只能写一行，而且只能是自己的 id")
}
