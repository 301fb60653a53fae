/// EPERM of mounting proc: it would show a pid namespace that another user namespace owns.
/// pid_namespaces(7)
let procOfOtherOwner: Cause = { failure, host in
  guard failure.errno == .notPermitted, failure.isMountOfProc,
    !failure.isInNewPidNamespace, !host.ownsPidNamespace
  else { return nil }
  let unshared = failure.plan.newKinds.contains(.pid)
  return Diagnosis(
    why: unshared
      ? Text(
        en:
          "a proc shows the pid namespace of whoever mounts it, and without --fork that is still the old one, "
          + "which your user namespace does not own",
        zh: "proc 显示的是挂载者所在的 PID 命名空间；没有 --fork 时，那仍是旧的命名空间，不属于你的用户命名空间")
      : Text(
        en:
          "a proc shows the pid namespace of whoever mounts it, and yours belongs to a user namespace further out",
        zh: "proc 显示的是挂载者所在的 PID 命名空间，而你所在的 PID 命名空间属于更外层的用户命名空间"),
    cures: [.adding("--pid --fork")])
}

extension Failure {
  var isMountOfProc: Bool { (step.action as? Mount)?.type == "proc" }
  /// Only what is forked after unshare(CLONE_NEWPID) is in there.
  var isInNewPidNamespace: Bool { plan.newKinds.contains(.pid) && step.role != .caller }
}

extension Plan {
  /// What the plan makes.
  var newKinds: NamespaceKinds {
    steps.reduce(into: []) { kinds, step in
      if let unshare = step.action as? Unshare { kinds.formUnion(unshare.kinds) }
    }
  }
}
