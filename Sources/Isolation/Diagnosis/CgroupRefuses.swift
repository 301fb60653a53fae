/// What a control group answers to one who wants to join it. cgroups(7)
let cgroupRefuses: Cause = { failure, host in
  guard failure.isOfJoining else { return nil }
  switch failure.errno {
  case .busy:
    return Diagnosis(
      why: Text(
        en: "the group hands controllers down, so it may have no processes of its own; the groups below may",
        zh: "该组向下分发控制器，自己不能有进程；它下面的组可以"))
  case .notSupported:
    return Diagnosis(
      why: Text(
        en: "the group is threaded, or below one that is: a whole process has no place there",
        zh: "该组是线程化的，或位于线程化的组之下：整个进程不能放在那里"))
  case .noEntry, .noDevice:
    return Diagnosis(why: Text(en: "the group has gone meanwhile", zh: "该组在此期间已经消失"))
  case .accessDenied, .notPermitted:
    return Diagnosis(
      why: Text(
        en:
          "to move into a group you must be allowed to write its cgroup.procs, and that of the nearest group "
          + "above both; uid \(host.user) is not",
        zh: "移入某个组需要能写它的 cgroup.procs，以及两者最近共同上级的 cgroup.procs；uid \(host.user) 不能"),
      cures: failure.step.action is JoinGroup
        ? [.advice(.delegatedScope)]
        : [.advice(Text(en: "become root, or leave out --join-cgroup", zh: "请以 root 身份运行，或去掉 --join-cgroup"))]
    )
  case .noSpace:
    return Diagnosis(
      why: Text(
        en: "no disk is full: the group's cpuset has no processor or no memory node yet",
        zh: "并不是磁盘已满：该组的 cpuset 还没有处理器或内存节点"))
  case .noMemory:
    return Diagnosis(
      why: Text(
        en: "a group that it is in already allows it too little memory even for this",
        zh: "它已加入的某个组，其内存上限太小，连这一步也不够用"))
  case .tryAgain:
    return Diagnosis(
      why: Text(
        en: "the group is at its pids.max, or has no real-time budget", zh: "该组已达到 pids.max，或没有实时调度配额"))
  default: return nil
  }
}

extension Failure {
  fileprivate var isOfJoining: Bool {
    step.action is JoinGroup || step.action is JoinCgroup
      || (step.action as? WriteHeld)?.page == "cgroups(7)"
      || (step.action as? OpenFile)?.place.description.hasSuffix("/cgroup.procs\"") == true
  }
}
