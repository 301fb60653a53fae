/// EPERM of mounting proc in a user namespace, where part of every proc that can be seen is covered:
/// a new one would uncover it. The kernel's log calls that "mount too revealing".
let procIsCovered: Cause = { failure, host in
  guard failure.errno == .notPermitted, failure.isMountOfProc, failure.plan.newKinds.contains(.user)
  else { return nil }
  let covers = host.mounts.mounts.map(\.path).filter { $0.hasPrefix("/proc/") }
  guard !covers.isEmpty else { return nil }
  let shown = covers.prefix(4).joined(separator: ", ") + (covers.count > 4 ? " …" : "")
  return Diagnosis(
    why: Text(
      en:
        "part of the proc you see is covered (\(shown)); in a user namespace the kernel mounts none that shows more",
      zh: "你看到的 proc 有一部分被遮盖（\(shown)）；在用户命名空间中，内核不允许挂载能显示更多内容的 proc"),
    cures: [.command("sudo umount \(covers.reversed().joined(separator: " "))")])
}
