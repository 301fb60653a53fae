import Console
import Isolation

extension Refusal {
  /// Why there is no place, and what would be one.
  static func noSite(_ reason: NoSite, _ maker: GroupMaker) -> Refusal {
    let scope =
      maker.isRoot
      ? "systemd-run --scope -p Delegate=yes" : "systemd-run --user --scope -p Delegate=yes"
    return Refusal(
      reason.text, isUsage: false,
      remedy: maker.hasSystemd && reason.isCuredByScope ? scope : maker.isRoot ? nil : "sudo")
  }
}

extension NoSite {
  fileprivate var isCuredByScope: Bool {
    switch self {
    case .systemds, .notMine, .populated, .missing: true
    case .threaded, .readOnly: false
    }
  }

  fileprivate var text: Text {
    switch self {
    case .missing(let names, let group):
      let names = names.joined(separator: ", ")
      return Text(
        en: "the group \(group.text) does not have \(names) itself (cgroup.controllers), so none below can",
        zh: "组 \(group.text) 自己没有 \(names)（见 cgroup.controllers），下面的组也就不能有")
    case .populated(let group, let pids):
      let list = pids.prefix(5).map { String($0) }.joined(separator: ", ") + (pids.count > 5 ? ", …" : "")
      return Text(
        en:
          "a group that hands controllers down may have no processes, and \(group.text) has \(list) besides this one",
        zh: "向下分发控制器的组不能有进程，而 \(group.text) 中除本进程外还有 \(list)")
    case .systemds(let group, let names):
      let names = names.joined(separator: ", ")
      return Text(
        en:
          "no group above \(group.text) hands down \(names), and on this host only systemd may change what its groups hand down",
        zh: "\(group.text) 之上没有哪个组向下分发 \(names)；在本机上，只有 systemd 可以改动它的组所分发的控制器")
    case .notMine(let group):
      return Text(
        en: "you may make no group in \(group.text): it has not been delegated to you",
        zh: "你不能在 \(group.text) 中建组：它没有委托给你")
    case .readOnly(let group):
      return Text(
        en: "\(group.text) is mounted read-only: no group can be made there",
        zh: "\(group.text) 是只读挂载的：不能在其中建组")
    case .threaded(let group):
      return Text(
        en: "\(group.text) is threaded: below it there is a place for threads, not for processes",
        zh: "\(group.text) 是线程化的组：下面只能放线程，不能放进程")
    }
  }
}
