/// What cgroup.subtree_control answers: the rules of version 2 on processes within, and on the way from the top. cgroups(7)
let handDownRefused: Cause = { failure, host in
  guard let hand = failure.step.action as? HandDown else { return nil }
  let group = GroupAncestor(reading: ControlGroup(hand.path)), name = hand.path.text
  switch failure.errno {
  case .busy where !group.processes.isEmpty:
    let list = group.processes.prefix(5).map { String($0) }.joined(separator: ", ")
    return Diagnosis(
      why: Text(
        en:
          "a group that hands controllers down may have no processes of its own (the topmost excepted), and \(name) has \(list)",
        zh: "向下分发控制器的组自己不能有进程（最上层的组除外），而 \(name) 中有 \(list)"),
      cures: [
        .advice(
          Text(
            en: "move them to a group below first, or make the new group beside it: --parent",
            zh: "先把它们移到下级的组，或用 --parent 在旁边建组"))
      ])
  case .noEntry where !group.controllers.contains(hand.controller):
    let has = group.controllers.sorted().joined(separator: " ")
    return Diagnosis(
      why: Text(
        en:
          "controllers are handed down from the top: \(name) does not have \(hand.controller) itself, cgroup.controllers says \"\(has)\"",
        zh: "控制器自上而下分发：\(name) 自己没有 \(hand.controller)，cgroup.controllers 的内容是“\(has)”"))
  case .notSupported:
    return Diagnosis(
      why: Text(
        en: "\(name) is threaded, and \(hand.controller) does not work on single threads",
        zh: "\(name) 是线程化的组，而 \(hand.controller) 不能作用于单个线程"))
  case .accessDenied, .notPermitted:
    return Diagnosis(
      why: Text(
        en: "uid \(host.user) may not write \(name)/cgroup.subtree_control: the group has not been delegated",
        zh: "uid \(host.user) 不能写 \(name)/cgroup.subtree_control：该组没有委托给你"),
      cures: [.advice(.delegatedScope)])
  default: return nil
  }
}

extension Text {
  static let delegatedScope = Text(
    en: "run it in a scope of its own: systemd-run --user --scope -p Delegate=yes COMMAND",
    zh: "放进单独的 scope 运行：systemd-run --user --scope -p Delegate=yes 命令")
}
