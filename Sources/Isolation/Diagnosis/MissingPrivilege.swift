/// EPERM for want of a capability.
let missingPrivilege: Cause = { failure, host in
  guard failure.errno == .notPermitted, !host.isAdministrator else { return nil }
  switch failure.step.action {
  case let unshare as Unshare where !unshare.kinds.contains(.user):
    return Diagnosis(why: .needsAdministrator(unshare.kinds, host), cures: [host.rootless(unshare.kinds)])
  case is ChangeRoot where !failure.plan.enters:
    return Diagnosis(
      why: Text(
        en: "chroot(2) needs CAP_SYS_CHROOT in your user namespace; uid \(host.user) does not have it",
        zh: "chroot(2) 需要在你的用户命名空间中拥有 CAP_SYS_CHROOT；uid \(host.user) 没有这项权能"),
      cures: [host.rootless([])])
  case let mount as Mount where mount.isSeenOutside:
    return Diagnosis(
      why: Text(
        en: "to keep a namespace under a file name is a mount outside, which needs CAP_SYS_ADMIN there",
        zh: "把命名空间保留在文件名下，需要在外部进行挂载，这要求在外部拥有 CAP_SYS_ADMIN"),
      cures: [.advice(.becomeRoot)])
  case let setns as Setns where !setns.kinds.contains(.user):
    return Diagnosis(
      why: Text(
        en: "entering needs CAP_SYS_ADMIN in the user namespace that owns the target's, and in your own; "
          + "uid \(host.user) does not have it",
        zh: "进入命名空间需要在其所属的用户命名空间以及你自己的用户命名空间中都拥有 CAP_SYS_ADMIN；uid \(host.user) 没有这项权能"),
      cures: [
        .advice(
          Text(
            en: "add --user if the target has a user namespace of its own; else become root",
            zh: "如果目标有自己的用户命名空间，请加上 --user；否则请以 root 身份运行"))
      ])
  case is Setns:
    return Diagnosis(
      why: Text(
        en: "entering a user namespace needs CAP_SYS_ADMIN in it, which its maker has, and root outside; "
          + "uid \(host.user) is neither",
        zh: "进入用户命名空间需要在其中拥有 CAP_SYS_ADMIN：只有它的创建者和外部的 root 拥有；uid \(host.user) 两者都不是"),
      cures: [.advice(.becomeRoot)])
  case is DropGroups, is SetGroup, is SetUser:
    return Diagnosis(
      why: Text(
        en: "to change ids needs CAP_SETUID and CAP_SETGID; uid \(host.user) does not have them",
        zh: "改变用户、组 id 需要 CAP_SETUID 和 CAP_SETGID；uid \(host.user) 没有这些权能"),
      cures: [.advice(.becomeRoot)])
  default: return nil
  }
}

extension Plan {
  /// Whether it goes into namespaces that exist.
  var enters: Bool { steps.contains { $0.action is Setns } }
}

extension HostFacts {
  /// The same in a user namespace, where that is open to everybody.
  fileprivate func rootless(_ kinds: NamespaceKinds) -> Cure {
    guard userNamespaceRestriction == nil, limits[.user] != 0 else { return .advice(.becomeRoot) }
    // A new pid namespace without a child in it is of little use.
    return .adding("--user --map-root-user" + (kinds.contains(.pid) ? " --fork" : ""))
  }
}

extension Text {
  fileprivate static let becomeRoot = Text(en: "become root", zh: "请以 root 身份运行")

  fileprivate static func needsAdministrator(_ kinds: NamespaceKinds, _ host: HostFacts) -> Text {
    let names = kinds.ordered.map(\.name).joined(separator: ", ")
    let held = host.capabilities.nonzeroBitCount
    let english = held == 0 ? "no capability" : "\(held) capabilities, but not this one"
    let chinese = held == 0 ? "没有任何权能" : "有 \(held) 项权能，但没有这一项"
    return Text(
      en:
        "a new \(names) namespace needs CAP_SYS_ADMIN in your user namespace; uid \(host.user) holds \(english)",
      zh: "新建 \(names) 命名空间需要在你的用户命名空间中拥有 CAP_SYS_ADMIN；uid \(host.user) \(chinese)")
  }
}
