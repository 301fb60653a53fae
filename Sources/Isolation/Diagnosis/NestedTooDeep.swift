/// ENOSPC of unshare(2): user and pid namespaces nest 32 deep and no deeper, see user_namespaces(7)
/// and MAX_PID_NS_LEVEL. The kernel says the same where there are too many beside each other.
let nestedTooDeep: Cause = { failure, host in
  guard failure.isOfLimits, let unshare = failure.step.action as? Unshare else { return nil }
  // A pid namespace alone may need a privilege that the caller has only inside a new user namespace:
  // then the answer is not ENOSPC, and proves nothing.
  let refused = unshare.kinds.ordered.filter { [.noSpace, .tooManyUsers].contains(host.refusal(.init($0))) }
  let guilty = refused.isEmpty ? unshare.kinds.ordered : refused
  let limits = guilty.compactMap { kind in
    host.limits[kind].map { "user.max_\(kind.name)_namespaces = \($0)" }
  }
  .joined(separator: ", ")
  let names = guilty.map(\.name).joined(separator: ", ")
  guard guilty.contains(.user) || guilty.contains(.pid) else {
    return Diagnosis(
      why: Text(
        en: "no disk is full: there are too many \(names) namespaces, here or further out; here \(limits)",
        zh: "并不是磁盘已满：\(names) 命名空间已经太多（在这里或更外层）；这里 \(limits)"),
      cures: [
        .advice(
          Text(
            en: "end what holds namespaces (lsns lists them), or raise the limit with sysctl -w",
            zh: "请结束占用命名空间的进程（用 lsns 查看），或用 sysctl -w 调高上限"))
      ])
  }
  let depth = guilty.contains(.pid) && host.levels.count > 1 ? host.levels.count - 1 : 0
  return Diagnosis(
    why: Text(
      en: "no disk is full: user and pid namespaces nest at most 32 deep, and \(names) is refused"
        + (depth > 0 ? "; NSpid shows pid namespaces \(depth) deep" : "")
        + (limits.isEmpty ? "" : "; or there are too many of them: \(limits)"),
      zh: "并不是磁盘已满：用户命名空间和 PID 命名空间最多嵌套 32 层，被拒绝的是 \(names)"
        + (depth > 0 ? "；NSpid 显示 PID 命名空间已有 \(depth) 层" : "")
        + (limits.isEmpty ? "" : "；也可能是数量太多：\(limits)")),
    cures: [
      .advice(
        Text(
          en: "leave some of the shells you opened one inside the other (exit)",
          zh: "请先退出几层嵌套的 shell（exit）"))
    ])
}
