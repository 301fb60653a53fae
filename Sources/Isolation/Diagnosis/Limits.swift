/// ENOSPC of unshare(2): user and pid namespaces nest 32 deep and no deeper.
/// EUSERS on kernels before 4.9. MAX_PID_NS_LEVEL of linux/pid_namespace.h
let nestedTooDeep: Cause = { failure, host in
  guard [.noSpace, .tooManyUsers].contains(failure.errno),
    let unshare = failure.step.action as? Unshare,
    !unshare.kinds.isDisjoint(with: [.user, .pid]), !host.isAtLimit(unshare.kinds)
  else { return nil }
  let depth = host.userDepth > 30 ? "; " + "\(host.userDepth)" : ""
  return Diagnosis(
    why: Text(
      en: "user and pid namespaces nest at most 32 deep"
        + (depth.isEmpty ? "" : "; this process is \(host.userDepth - 1) user namespaces deep"),
      zh: "用户命名空间和 PID 命名空间最多嵌套 32 层"
        + (depth.isEmpty ? "" : "；本进程已在第 \(host.userDepth - 1) 层用户命名空间中")),
    advice: Text(
      en: "leave some of the shells you opened one inside the other", zh: "请先退出几层嵌套的 shell"))
}

/// ENOSPC of unshare(2): a limit of /proc/sys/user is reached. namespaces(7)
let namespaceLimit: Cause = { failure, host in
  guard [.noSpace, .tooManyUsers].contains(failure.errno), let unshare = failure.step.action as? Unshare
  else { return nil }
  let rows = unshare.kinds.ordered.compactMap { kind in
    host.limits[kind].map { "user.max_\(kind.name)_namespaces = \($0)" }
  }
  guard !rows.isEmpty else { return nil }
  let shown = rows.joined(separator: ", ")
  return Diagnosis(
    why: Text(
      en: "no disk is full: a limit on namespaces is reached; here \(shown)",
      zh: "并不是磁盘已满，而是命名空间数量达到上限；当前 \(shown)"),
    advice: Text(en: "as root: sysctl -w, with a higher number", zh: "请以 root 身份用 sysctl -w 调高上限"))
}

extension HostFacts {
  /// A limit of 0 leaves no other explanation.
  fileprivate func isAtLimit(_ kinds: NamespaceKinds) -> Bool {
    kinds.ordered.contains { limits[$0] == 0 }
  }
}
