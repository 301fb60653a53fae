/// What a control file of a group answers. "Interface Files" of the kernel's cgroup-v2 document
let controlRefused: Cause = { failure, host in
  guard let set = failure.step.action as? SetControl else { return nil }
  // The group itself has been taken back by now.
  let file = set.file.text, parent = ControlGroup(set.group.parent)
  switch failure.errno {
  // ENXIO
  case .noDevice where parent.isThere && (file.hasPrefix("io.") || file.hasPrefix("blkio.")), Errno(6):
    return Diagnosis(why: Text(en: "there is no such block device", zh: "没有这个块设备"))
  case .noEntry where !parent.isThere, .noDevice:
    return Diagnosis(
      why: Text(
        en: "\(set.group.text) has gone: somebody has removed the group meanwhile",
        zh: "\(set.group.text) 已经消失：有人在此期间删除了该组"))
  case .noEntry:
    if file.hasPrefix("memory.swap.") || file.hasPrefix("memory.memsw.") {
      return Diagnosis(
        why: Text(
          en:
            "this kernel does not count swap by groups: it was built without, or started with swapaccount=0",
          zh: "本内核不按组统计交换空间：编译时未启用，或以 swapaccount=0 启动"))
    }
    return Diagnosis(
      why: Text(
        en: "the group has no \(file): its controller was not handed down, or this kernel is too old for it",
        zh: "组里没有 \(file)：控制器没有分发下来，或内核太旧"))
  case .busy where file.hasPrefix("memory."):
    return Diagnosis(
      why: Text(
        en: "the group uses more already, and not so much of it can be taken back",
        zh: "组已使用的内存更多，而且收回不到这个上限以下"))
  case .invalid, .outOfRange:
    return Diagnosis(
      why: Text(
        en: "the kernel does not take \(set.text) for \(file)", zh: "内核不接受把 \(set.text) 写入 \(file)"))
  case .accessDenied where file.hasPrefix("cpuset."):
    return Diagnosis(
      why: Text(
        en: "a group may only use processors and memory nodes of the group above", zh: "一个组只能使用上级组拥有的处理器和内存节点"
      ))
  case .noSpace where file.hasPrefix("cpuset."):
    return Diagnosis(
      why: Text(
        en: "no disk is full: the group has processes, and would have no processor or memory node left",
        zh: "并不是磁盘已满：组中有进程，这样会使它没有处理器或内存节点可用"))
  case .accessDenied, .notPermitted:
    return Diagnosis(
      why: Text(
        en:
          "uid \(host.user) may not write \(file): the limits of a delegated group stay with whoever gave it",
        zh: "uid \(host.user) 不能写 \(file)：被委托的组，其限制仍由委托者掌握"))
  default: return nil
  }
}
