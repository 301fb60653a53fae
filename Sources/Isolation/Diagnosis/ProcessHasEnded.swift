/// ESRCH of a pidfd: the process ended after it had been looked at.
let processHasEnded: Cause = { failure, host in
  guard failure.errno == .noProcess, failure.step.action is OpenProcess || failure.step.action is Setns,
    let target = failure.plan.steps.lazy.compactMap({ $0.action as? OpenProcess }).first
  else { return nil }
  return Diagnosis(
    why: Text(
      en: "process \(target.pid) has ended, and its namespaces with it unless something else holds them",
      zh: "进程 \(target.pid) 已经结束；若没有别的东西持有，它的命名空间也随之消失"))
}
