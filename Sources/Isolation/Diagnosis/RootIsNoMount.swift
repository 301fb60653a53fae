/// EINVAL of a change of propagation on "/", where that is no mount point. mount(2)
let rootIsNoMount: Cause = { failure, host in
  guard failure.errno == .invalid, host.isChrooted, let mount = failure.step.action as? Mount,
    mount.isPropagation, mount.target == "/"
  else { return nil }
  return Diagnosis(
    why: Text(
      en: "this process is in a chroot: \"/\" is a plain directory, and only a mount point has a propagation",
      zh: "本进程处于 chroot 之中：“/”只是普通目录，而只有挂载点才有传播方式"),
    cures: [.adding("--propagation unchanged")])
}
