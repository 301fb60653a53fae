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
    cures: [
      .advice(
        Text(
          en:
            "make the user namespace first, outside the chroot: ns-unshare --user --map-root-user --root DIR",
          zh: "请在 chroot 之外先建立用户命名空间：ns-unshare --user --map-root-user --root DIR"))
    ])
}
