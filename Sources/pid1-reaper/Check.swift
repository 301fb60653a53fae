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
    if log != nil, !explain, !json, !warnsOfOrphans { throw .nothingToLog }
    if pauses, grace != nil || waitsForAll { throw .pauseEnds }
    if subreaper == .never, !facts.isInit, !facts.isSubreaper, grace != nil || waitsForAll || endsOrphans {
      throw .adoptsNobody
    }
    if !facts.showsProcesses, endsOrphans || !facts.isInit { throw .noProc }
    if let parent, facts.parent != parent { throw .otherParent(parent, facts.parent) }
    if let lifeline, !ProcessSelf().hasOpen(lifeline) { throw .notOpen(lifeline) }
  }
}

extension Refusal {
  fileprivate static let nothingToLog = Refusal(
    Text(
      en: "--log says where the story goes: add --explain or --json",
      zh: "--log 只说明讲述写到哪里：请加上 --explain 或 --json"))
  fileprivate static let pauseEnds = Refusal(
    Text(
      en: "--grace and --wait-all are about the end of a command, and --pause runs none",
      zh: "--grace 和 --wait-all 针对命令结束之后，而 --pause 不运行命令"))
  fileprivate static let adoptsNobody = Refusal(
    Text(
      en: "--no-subreaper leaves orphans to others, so --grace, --wait-all and --end-orphans would miss them",
      zh: "--no-subreaper 把孤儿进程留给别人，--grace、--wait-all 和 --end-orphans 就会漏掉它们"))
  fileprivate static let noProc = Refusal(
    Text(
      en: "the processes that are meant can be found by /proc only, and it is not that of this pid namespace",
      zh: "要找的进程只能通过 /proc 找到，而 /proc 不属于本 PID 命名空间"), isUsage: false)

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
