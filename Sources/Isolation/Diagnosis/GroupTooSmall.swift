/// ENOMEM of execve(2) in a control group: not the host has no memory, the group has.
let groupTooSmall: Cause = { failure, _ in
  guard failure.step.action is Exec, failure.errno == .noMemory,
    failure.plan.steps.contains(where: { $0.action is JoinGroup })
  else { return nil }
  return Diagnosis(
    why: Text(
      en: "the program does not fit into the group: its memory limit is too small even to start",
      zh: "程序放不进这个控制组：内存上限太小，连启动都不够"),
    cures: [
      .advice(Text(en: "a larger --memory: a small program needs about 1M", zh: "把 --memory 设大一些：小程序大约需要 1M"))
    ])
}
