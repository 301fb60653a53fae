/// What a control group answers to one who wants to join it. cgroups(7)
let cgroupRefuses: Cause = { failure, host in
  guard failure.step.action.page == "cgroups(7)" || failure.isOfCgroupFile else { return nil }
  switch failure.errno {
  case .accessDenied, .notPermitted:
    return Diagnosis(
      why: Text(
        en:
          "to move into a group you must be allowed to write its cgroup.procs, and that of the nearest group "
          + "above both; uid \(host.user) is not",
        zh: "移入某个组需要能写它的 cgroup.procs，以及两者最近共同上级的 cgroup.procs；uid \(host.user) 不能"),
      cures: [
        .advice(Text(en: "become root, or leave out --join-cgroup", zh: "请以 root 身份运行，或去掉 --join-cgroup"))
      ])
  case .noSpace:
    return Diagnosis(
      why: Text(
        en: "no disk is full: the group's cpuset has no processor or no memory node yet",
        zh: "并不是磁盘已满：该组的 cpuset 还没有处理器或内存节点"))
  case .tryAgain:
    return Diagnosis(
      why: Text(
        en: "the group is at its pids.max, or has no real-time budget", zh: "该组已达到 pids.max，或没有实时调度配额"))
  default: return nil
  }
}

extension Failure {
  fileprivate var isOfCgroupFile: Bool {
    (step.action as? OpenFile)?.place.description.hasSuffix("/cgroup.procs\"") == true
  }
}
