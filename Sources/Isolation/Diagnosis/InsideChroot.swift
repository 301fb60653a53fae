/// EPERM of unshare(CLONE_NEWUSER) from inside a chroot. user_namespaces(7)
let insideChroot: Cause = { failure, host in
  guard failure.errno == .notPermitted, host.isChrooted,
    let unshare = failure.step.action as? Unshare, unshare.kinds.contains(.user)
  else { return nil }
  return Diagnosis(
    why: Text(
      en:
        "this process is in a chroot: \"/\" is not the root of its mount namespace, and from there the kernel "
        + "makes no user namespace",
      zh: "本进程处于 chroot 之中：它的“/”不是挂载命名空间的根目录，内核不允许从这里新建用户命名空间"),
    advice: Text(
      en: "enter the directory with pivot_root(8) in a new mount namespace instead of chroot(8)",
      zh: "请在新的挂载命名空间中用 pivot_root(8) 代替 chroot(8)"))
}
