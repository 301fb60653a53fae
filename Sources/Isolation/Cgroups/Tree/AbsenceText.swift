extension Absence {
  /// What follows "not available, because".
  public var text: Text {
    switch self {
    case .unknown(let name):
      Text(
        en: "the \(name) controller is in no mounted hierarchy, and the kernel does not list it",
        zh: "挂载的层级中都没有 \(name) 控制器，内核也未列出它")
    case .disabledAtBoot(let name):
      Text(
        en: "the \(name) controller was disabled at boot (cgroup_disable=)",
        zh: "\(name) 控制器在启动时被禁用（cgroup_disable=）")
    case .notMounted(let name):
      Text(
        en: "the \(name) controller is in no hierarchy that is mounted here",
        zh: "\(name) 控制器不在此处挂载的任何层级中")
    case .notOffered(let name):
      Text(
        en: "the \(name) controller is not handed down to the topmost group that is visible here",
        zh: "\(name) 控制器没有下放到此处可见的最顶层组")
    case .notHandedDown(let name, let above):
      Text(
        en: "\(above.text) does not hand the \(name) controller down (cgroup.subtree_control)",
        zh: "\(above.text) 没有下放 \(name) 控制器（cgroup.subtree_control）")
    case .notInHierarchy(let name, let mount):
      Text(
        en:
          "there is no such group in \(name.map { "the hierarchy of \($0)" } ?? "version 2"), \(mount.text)",
        zh: "\(name.map { "\($0) 的层级" } ?? "v2") \(mount.text) 中没有这个组")
    case .onlyInVersionTwo:
      Text(
        en: "only version 2 of control groups tells it, which is not mounted here",
        zh: "只有 cgroup v2 提供，而此处没有挂载 v2")
    case .noPressure:
      Text(en: "the kernel measures no pressure (psi=1 at boot)", zh: "内核没有统计压力（启动参数 psi=1）")
    case .pressureIsOff:
      Text(en: "it is turned off for this group (cgroup.pressure)", zh: "该组已关闭统计（cgroup.pressure）")
    case .topmost: Text(en: "the topmost group of all has none", zh: "最顶层的组没有这一项")
    case .noFile(let name):
      Text(
        en: "this kernel's \(name) controller does not tell it", zh: "本内核的 \(name) 控制器不提供这一项")
    case .failed(let error):
      Text(en: "the group cannot be read: \(error)", zh: "无法读取该组：\(error)")
    }
  }
}
