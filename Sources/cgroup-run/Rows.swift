import Console
import Isolation

extension GroupReport {
  /// What a person is told: what was used, and what each limit did. Nothing of what did not happen, but for memory,
  /// processor time and tasks.
  func rows(_ limits: Limits) -> [Row] {
    [memoryRow(limits.memory), cpuRow, tasksRow(limits.pids), ioRow, pressureRow, leftRow].compactMap(\.self)
  }

  private func memoryRow(_ limit: Limit?) -> Row? {
    let peak = memoryPeak.map {
      Text.peak(ByteSize($0).description, of: limit?.number.map { "\(ByteSize($0))" })
    }
    return Row(.memory, [peak, eventsText, killsText])
  }

  /// Each event by the kernel's name, since they mean different things: to reach a limit is no lack, a lack need not kill.
  private var eventsText: Text? {
    guard let events = memoryEvents else { return nil }
    let all: [(String, UInt64?)] = [
      ("high", events.high), ("max", events.max), ("oom", events.oom), ("oom_kill", events.oomKill),
      ("oom_group_kill", events.oomGroupKill),
    ]
    let counted = all.compactMap { name, count in (count ?? 0) > 0 ? "\(name) \(count ?? 0)" : nil }
    guard !counted.isEmpty else { return nil }
    return Text(en: counted.joined(separator: ", "), zh: counted.joined(separator: "，"))
  }

  private var killsText: Text? {
    guard let killed = memoryEvents?.oomKill, killed > 0 else { return nil }
    return Text(
      en: "the kernel killed \(killed == 1 ? "a process" : "\(killed) processes") for lack of memory",
      zh: "内核因内存不足杀死了 \(killed) 个进程")
  }

  private var cpuRow: Row? {
    guard let cpu else { return nil }
    var used = Text(en: "\(Seconds(cpu.usage)) s", zh: "\(Seconds(cpu.usage)) 秒")
    if let user = cpu.user, let system = cpu.system {
      used = Text(
        en: "\(Seconds(cpu.usage)) s (user \(Seconds(user)), system \(Seconds(system)))",
        zh: "\(Seconds(cpu.usage)) 秒（用户态 \(Seconds(user))，内核态 \(Seconds(system))）")
    }
    return Row(.cpu, [used, throttlingText])
  }

  private var throttlingText: Text? {
    guard let throttling, throttling.throttled > 0 else { return nil }
    let time = Seconds(throttling.time)
    return Text(
      en: "throttled in \(throttling.throttled) of \(throttling.periods) periods, for \(time) s",
      zh: "\(throttling.periods) 个周期中有 \(throttling.throttled) 个被节流，共 \(time) 秒")
  }

  private func tasksRow(_ limit: Limit?) -> Row? {
    guard let tasks else { return nil }
    let bound = limit?.number.map { "\($0)" }
    let peak = tasksPeak.map { Text.peak("\($0)", of: bound) }
    let only = bound.map { Text(en: "limit \($0)", zh: "上限 \($0)") }
    let refusals = tasks.refusals ?? 0
    let refused =
      refusals == 0
      ? nil
      : Text(
        en: refusals == 1 ? "a fork was refused" : "\(refusals) forks were refused",
        zh: "\(refusals) 次 fork 被拒绝")
    return Row(.tasks, [peak ?? only, refused])
  }

  private var ioRow: Row? {
    guard let io, io.read > 0 || io.written > 0 else { return nil }
    let read = ByteSize(io.read), written = ByteSize(io.written)
    return Row(.io, [Text(en: "read \(read), written \(written)", zh: "读 \(read)，写 \(written)")])
  }

  private var pressureRow: Row? {
    let waits = Pressure.Resource.allCases.compactMap { resource in
      pressure[resource]?.some.map { (resource.rawValue, $0.total) }
    }.filter { $0.1 >= 5000 }
    guard !waits.isEmpty else { return nil }
    let english = waits.map { "\($0.0) \(Seconds($0.1)) s" }.joined(separator: ", ")
    let chinese = waits.map { "\($0.0) \(Seconds($0.1)) 秒" }.joined(separator: "，")
    return Row(.pressure, [Text(en: "waited for \(english)", zh: "等待 \(chinese)")])
  }

  private var leftRow: Row? {
    guard !left.isEmpty else { return nil }
    let list = left.prefix(5).map { String($0) }.joined(separator: ", ") + (left.count > 5 ? ", …" : "")
    return Row(
      .rest,
      [Text(en: "\(left.count) left by the command: \(list)", zh: "命令留下了 \(left.count) 个进程：\(list)")])
  }

  /// Where a group that stays is.
  func rows(kept: [CString]) -> [Row] {
    kept.compactMap { path in
      let name = String(decoding: Printable(path).bytes, as: UTF8.self)
      return Row(.group, [Text(en: name, zh: name)])
    }
  }
}

/// Microseconds as seconds, to the hundredth.
struct Seconds: CustomStringConvertible {
  let description: String
  init(_ microseconds: UInt64) {
    let hundredths = (microseconds + 5000) / 10_000, rest = hundredths % 100
    description = "\(hundredths / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
  }
}

extension GroupReport.Row {
  /// nil where there is nothing to tell.
  fileprivate init?(_ name: Text, _ parts: [Text?]) {
    let parts = parts.compactMap(\.self)
    if parts.isEmpty { return nil }
    self.init(
      name: name,
      value: Text(
        en: parts.map { $0.in(.english) }.joined(separator: "; "),
        zh: parts.map { $0.in(.chinese) }.joined(separator: "；")))
  }
}

extension Text {
  fileprivate static func peak(_ peak: String, of limit: String?) -> Text {
    Text(
      en: "peak \(peak)" + (limit.map { " of \($0)" } ?? ""),
      zh: "峰值 \(peak)" + (limit.map { "，上限 \($0)" } ?? ""))
  }
  fileprivate static let memory = Text(en: "memory", zh: "内存")
  fileprivate static let cpu = Text(en: "cpu", zh: "处理器")
  fileprivate static let tasks = Text(en: "pids", zh: "任务数")
  fileprivate static let io = Text(en: "io", zh: "磁盘")
  fileprivate static let pressure = Text(en: "pressure", zh: "压力")
  fileprivate static let rest = Text(en: "processes", zh: "进程")
  fileprivate static let group = Text(en: "group", zh: "控制组")
}
