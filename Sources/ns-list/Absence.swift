import Console
import Isolation

/// Why what was asked for cannot be told.
extension Refusal {
  static func noNamespace(_ number: UInt64, _ census: Census) -> Refusal {
    let unseen = census.unreadable
    return Refusal(
      Text(
        en: "no namespace \(number) was found" + (unseen > 0 ? " (processes not looked at: \(unseen))" : ""),
        zh: "没有找到命名空间 \(number)" + (unseen > 0 ? "（有 \(unseen) 个进程无权查看）" : "")), isUsage: false)
  }

  /// A process that does not show its namespaces.
  static func noProcess(_ pid: Int32) -> Refusal {
    let hidden = Text(
      en: "process \(pid) does not show you its namespaces", zh: "进程 \(pid) 不允许你查看它的命名空间")
    let text: Text
    switch try? Presence(of: pid) {
    case .missing?: text = .noProcess(pid)
    case .hidden?: text = .processMayBeHidden(pid)
    case .ended?: text = .processHasEnded(pid)
    case .alive?, nil: text = hidden
    }
    return Refusal(text, isUsage: false)
  }
}
