/// ENOMEM of fork(2) into a pid namespace whose PID 1 has ended. pid_namespaces(7)
let deadPidNamespace: Cause = { failure, host in
  guard failure.errno == .noMemory, failure.step.action is Fork || failure.step.action is Spawn
  else { return nil }
  let entered = failure.plan.steps.contains { ($0.action as? Setns)?.kinds.contains(.pid) == true }
  guard entered || host.childrenGoElsewhere else { return nil }
  return Diagnosis(
    why: Text(
      en: "no memory is short: the pid namespace has lost its PID 1, and no process can begin in it any more",
      zh: "并不是内存不足：这个 PID 命名空间的 PID 1 已经结束，不能再在其中创建进程"),
    cures: [
      entered
        ? .advice(
          Text(
            en: "make a new pid namespace with a PID 1 that stays: ns-unshare --pid --fork",
            zh: "请用 ns-unshare --pid --fork 新建一个 PID 命名空间，并让其中的 PID 1 一直运行"))
        // It makes the caller's own pid namespace that of its children again.
        : .command("exec ns-enter --pid=/proc/self/ns/pid sh")
    ])
}
