/// A binfmt_misc of one's own: Linux 6.7 and later, where the module is there. binfmt_misc(5)
let noBinaryFormats: Cause = { failure, host in
  guard (failure.step.action as? Mount)?.type == "binfmt_misc" else { return nil }
  switch failure.errno {
  case .notPermitted where host.version < (6, 7):
    return Diagnosis(
      why: Text(
        en: "a user namespace has binary formats of its own from Linux 6.7 on; this is \(host.release)",
        zh: "从 Linux 6.7 起用户命名空间才有自己的二进制格式；当前是 \(host.release)"))
  case .noDevice:
    return Diagnosis(
      why: Text(en: "the kernel's binfmt_misc is not loaded", zh: "内核的 binfmt_misc 模块没有加载"),
      cures: [.command("sudo modprobe binfmt_misc")])
  case .noEntry where (failure.step.action as? Mount)?.target == Mount.binaryFormats:
    return Diagnosis(
      why: Text(
        en: "there is no /proc/sys/fs/binfmt_misc: the kernel's binfmt_misc is not loaded",
        zh: "没有 /proc/sys/fs/binfmt_misc：内核的 binfmt_misc 模块没有加载"),
      cures: [.command("sudo modprobe binfmt_misc")])
  default: return nil
  }
}
