/// EPERM of setgroups(2) in a user namespace where it is denied. user_namespaces(7)
let groupsAreDenied: Cause = { failure, host in
  guard failure.errno == .notPermitted, failure.step.action is DropGroups else { return nil }
  if host.hasNoGroups {
    return Diagnosis(
      why: Text(
        en: "this user namespace has no gid_map yet, and before that nobody changes groups in it",
        zh: "该用户命名空间还没有 gid_map，在此之前无法改变组"),
      cures: [.adding(host.user == 0 ? "--map-groups all" : "--map-groups auto")])
  }
  guard host.setgroups == SetgroupsRule.deny.rawValue else { return nil }
  return Diagnosis(
    why: Text(
      en:
        "/proc/self/setgroups says deny in this user namespace, and that is for ever: its maker had no right to allow it",
      zh: "该用户命名空间的 /proc/self/setgroups 为 deny，且不可更改：它的创建者没有权利允许 setgroups"),
    cures: [
      failure.plan.enters
        ? .adding("--preserve-credentials")
        : .advice(
          Text(
            en: "leave out --setgid; or have the groups mapped from outside: --map-groups auto",
            zh: "请去掉 --setgid；或从外部映射组：--map-groups auto"))
    ])
}
