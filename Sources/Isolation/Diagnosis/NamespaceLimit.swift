/// ENOSPC of unshare(2): a limit of /proc/sys/user allows none at all. namespaces(7)
let namespaceLimit: Cause = { failure, host in
  guard failure.isOfLimits, let unshare = failure.step.action as? Unshare else { return nil }
  let none = unshare.kinds.ordered.filter { host.limits[$0] == 0 }
  guard !none.isEmpty else { return nil }
  let names = none.map { "user.max_\($0.name)_namespaces" }
  let shown = names.map { $0 + " = 0" }.joined(separator: ", ")
  return Diagnosis(
    why: Text(
      en: "no disk is full: this user namespace may have no such namespace; \(shown)",
      zh: "并不是磁盘已满：当前用户命名空间不允许有这种命名空间；\(shown)"),
    cures: [.command("sysctl -w " + names.map { $0 + "=1024" }.joined(separator: " "))])
}

extension Failure {
  /// Linux before 4.9 said EUSERS.
  var isOfLimits: Bool { [.noSpace, .tooManyUsers].contains(errno) }
}
