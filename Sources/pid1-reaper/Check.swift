import Console
import Isolation
import Supervision

extension Options {
  /// What makes no sense together: refused before anything is done.
  func check(_ facts: Facts) throws(Refusal) {
    if pauses, !command.isEmpty { throw .pauseWithCommand }
    if !pauses, command.isEmpty { throw .noCommand }
    if placement == .same, duty.recipient == .group { throw .groupIsShared }
    if parent != nil, parentSignal == nil { throw .needsParentDeath("--parent") }
    if lifeline != nil, parentSignal == nil { throw .needsParentDeath("--parent-fd") }
    if grace != nil, waitsForAll { throw .graceAndWait }
    if let parent, facts.parent != parent { throw .otherParent(parent, facts.parent) }
    if let lifeline, !ProcessSelf().hasOpen(lifeline) { throw .notOpen(lifeline) }
  }
}

extension Refusal {
  fileprivate static let noCommand = Refusal(Text(en: "there is no command to run", zh: "没有给出要运行的命令"))
  fileprivate static let pauseWithCommand = Refusal(
    Text(en: "--pause runs no command", zh: "--pause 不运行任何命令"))
  fileprivate static let groupIsShared = Refusal(
    Text(
      en: "--group would signal this process as well where --same-group leaves the command in its group",
      zh: "--same-group 让命令留在本进程的进程组中，此时 --group 也会把信号发给本进程自己"))
  fileprivate static let graceAndWait = Refusal(
    Text(
      en: "--grace ends the rest, --wait-all waits until it has ended: choose one",
      zh: "--grace 会结束其余进程，--wait-all 则等它们自行结束：请二选一"))

  fileprivate static func needsParentDeath(_ option: String) -> Refusal {
    Refusal(
      Text(
        en: "\(option) says how the parent's end is noticed: add --parent-death SIGNAL",
        zh: "\(option) 只说明如何察觉父进程结束：请加上 --parent-death SIGNAL"))
  }
  fileprivate static func otherParent(_ expected: Int32, _ parent: Int32) -> Refusal {
    Refusal(
      Text(
        en: "the parent is \(parent) and not \(expected), which has ended or never was it: nothing is run",
        zh: "父进程是 \(parent) 而不是 \(expected)：后者已经结束，或者从来不是父进程；不运行任何命令"), isUsage: false)
  }
  fileprivate static func notOpen(_ descriptor: Int32) -> Refusal {
    Refusal(
      Text(
        en: "--parent-fd \(descriptor): this descriptor is not open",
        zh: "--parent-fd \(descriptor)：该文件描述符没有打开"),
      isUsage: false)
  }
}
