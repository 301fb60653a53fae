/// EPERM of unshare(2) or setns(2) for want of CAP_SYS_ADMIN.
let missingPrivilege: Cause = { failure, host in
  guard failure.errno == .notPermitted, !host.isAdministrator else { return nil }
  switch failure.step.action {
  case let unshare as Unshare where !unshare.kinds.contains(.user):
    let options = unshare.kinds.ordered.map { "--" + $0.optionName }.joined(separator: " ")
    // A new pid namespace without a child in it is of little use.
    let fork = unshare.kinds.contains(.pid) ? " --fork" : ""
    return Diagnosis(
      why: .needsAdministrator(unshare.kinds, user: host.user, held: host.capabilities.nonzeroBitCount),
      cure: "--user --map-root-user \(options)\(fork) true")
  case let setns as Setns where !setns.kinds.contains(.user):
    return Diagnosis(
      why: Text(
        en: "entering needs CAP_SYS_ADMIN in the user namespace that owns the target's, and in your own; "
          + "uid \(host.user) does not have it",
        zh: "进入命名空间需要在其所属的用户命名空间以及你自己的用户命名空间中都拥有 CAP_SYS_ADMIN；uid \(host.user) 没有这项权能"),
      advice: Text(
        en: "add --user if the target has a user namespace of its own; else become root",
        zh: "如果目标有自己的用户命名空间，请加上 --user；否则请以 root 身份运行"))
  default: return nil
  }
}

extension Text {
  static func needsAdministrator(_ kinds: NamespaceKinds, user: UInt32, held: Int) -> Text {
    let names = kinds.ordered.map(\.name).joined(separator: ", ")
    let english = held == 0 ? "no capability" : "\(held) capabilities, but not this one"
    let chinese = held == 0 ? "没有任何权能" : "有 \(held) 项权能，但没有这一项"
    return Text(
      en: "a new \(names) namespace needs CAP_SYS_ADMIN in your user namespace; uid \(user) holds \(english)",
      zh: "新建 \(names) 命名空间需要在你的用户命名空间中拥有 CAP_SYS_ADMIN；uid \(user) \(chinese)")
  }
}
