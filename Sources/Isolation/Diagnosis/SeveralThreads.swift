/// EINVAL, or EUSERS for time namespaces: only a process of one thread may do that. setns(2)
let severalThreads: Cause = { failure, host in
  guard [.invalid, .tooManyUsers].contains(failure.errno), host.threads > 1,
    failure.step.action is Unshare || failure.step.action is Setns
  else { return nil }
  return Diagnosis(
    why: Text(
      en: "this process has \(host.threads) threads; the kernel does that for a process of one thread only",
      zh: "本进程有 \(host.threads) 个线程；内核只允许单线程进程这样做"))
}
