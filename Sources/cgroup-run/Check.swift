import Console
import Isolation

extension Options {
  /// What makes no sense together: refused before anything is done.
  func check(_ facts: Facts) throws(Refusal) {
    if command.isEmpty { throw .noCommand }
    if quiet, json || output != nil { throw .quietAndTelling }
    if let memory, let memoryHigh, memoryHigh >= memory, memory != .unlimited { throw .highIsNoUse }
    if let processors, let online = facts.online {
      let isAny = processors.ranges.contains { range in
        online.ranges.contains { $0.overlaps(range) }
      }
      if !isAny { throw .notOnline(processors, online) }
    }
    if !facts.showsProcesses { throw .otherProc }
  }
}

extension Refusal {
  fileprivate static let noCommand = Refusal(Text(en: "there is no command to run", zh: "没有给出要运行的命令"))
  fileprivate static let quietAndTelling = Refusal(
    Text(
      en: "--quiet tells nothing, --json and --output say how and where: choose one",
      zh: "--quiet 不输出报告，而 --json 和 --output 说明如何输出、输出到哪里：请二选一"))
  fileprivate static let highIsNoUse = Refusal(
    Text(
      en: "--memory-high would never be reached: it must be below --memory",
      zh: "--memory-high 永远不会起作用：它必须小于 --memory"))
  fileprivate static let otherProc = Refusal(
    Text(
      en: "/proc is not that of this pid namespace: it would tell of another process's groups",
      zh: "/proc 不属于本 PID 命名空间：读到的会是别的进程的组"), isUsage: false)

  fileprivate static func notOnline(_ list: NumberRanges, _ online: NumberRanges) -> Refusal {
    Refusal(
      Text(
        en: "--cpuset \(list): none of these processors is online; \(online) are",
        zh: "--cpuset \(list)：这些处理器都不在线；在线的是 \(online)"), isUsage: false)
  }
}
