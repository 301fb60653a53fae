internal import CLinux
internal import Isolation

/// A rate over a window of time, of control groups:
/// `{rise: cpu-time, of: [GROUP, GROUP], while: {both: busy, pinned: CPU}, seconds: N, ratio: N, within: 15%}` and
/// `{share: cpu-time, of: GROUP, while: {only: busy}, seconds: N, at-least: 95%}`.
///
/// With `pinned`, a share is of what those outside of the scene have left of the processor: of the time that the group
/// has run and the processor has been idle. So a busy host does not disturb it.
///
/// A condition that does not hold ends the window: then nothing can be told, which is no "not yet".
struct MeasureSubject: Subject {
  let groups: [String]
  let seconds: Int
  let pinned: String?
  /// Nobody else below the scene's group may run.
  let alone: Bool
  let isRatio: Bool

  static let rise: Vocabulary.Read = { value, fields, names throws(FormatError) in
    try onlyProcessorTime(value)
    let (one, other) = try fields.pair("of", names)
    let ratio = try fields.need("ratio").int(in: 1...1000),
      within = try fields.take("within")?.percent() ?? 15
    let subject = try MeasureSubject(groups: [one, other], isRatio: true, &fields)
    let (low, high) = (ratio * (100 - within), ratio * (100 + within))
    return Comparing(subject: subject, comparison: .between(low, high))
  }

  static let share: Vocabulary.Read = { value, fields, names throws(FormatError) in
    try onlyProcessorTime(value)
    let group = try names.binding(fields.need("of"))
    let least = try fields.need("at-least").percent()
    return Comparing(
      subject: try MeasureSubject(groups: [group], isRatio: false, &fields), comparison: .atLeast(least))
  }

  private static func onlyProcessorTime(_ value: Value) throws(FormatError) {
    guard try value.text() == "cpu-time" else { throw value.wrong(.expected("cpu-time", "cpu-time")) }
  }

  private init(groups: [String], isRatio: Bool, _ fields: inout Fields) throws(FormatError) {
    self.groups = groups
    self.isRatio = isRatio
    seconds = try fields.need("seconds").int(in: 1...600)
    var pinned: String?, alone = false
    if let block = fields.take("while") {
      var rows = try block.fields()
      for key in ["both", "only"] {
        guard let word = rows.take(key) else { continue }
        guard try word.text() == "busy" else { throw word.wrong(.expected("busy", "busy")) }
        alone = alone || key == "only"
      }
      pinned = try rows.take("pinned")?.text()
      try rows.finish()
    }
    self.pinned = pinned
    self.alone = alone
  }

  var label: Text {
    isRatio
      ? Text(
        en: "100 times the processor time of \(groups[0]) over that of \(groups[1]), in \(seconds) s",
        zh: "\(seconds) 秒内 \(groups[0]) 与 \(groups[1]) 的处理器时间之比（乘以 100）")
      : Text(
        en: "the share of a processor that \(groups[0]) gets, in \(seconds) s (%)",
        zh: "\(seconds) 秒内 \(groups[0]) 占一个处理器的百分比")
  }

  /// A window of its own for each measurement.
  private var key: String { "\(label.in(.english)) \(pinned ?? "") \(alone)" }

  func read(_ look: Look) -> Reading {
    var values: [Int] = []
    for name in groups {
      guard case .group(let group)? = look.bindings[name] else { return .unbound(name) }
      if let broken = broken(look, name, group) {
        look.history.forget(key)
        return .cannotTell(broken)
      }
      guard let value = look.processorTime(of: group) else {
        return .cannotTell(Text(en: "there is no clock of \(name)", zh: "读不到 \(name) 的处理器时间"))
      }
      values.append(value)
    }
    if !isRatio, let processor = pinned.flatMap({ look.filled($0) }).flatMap({ Int($0) }),
      let idle = IdleProcessors.idleTime(of: processor)
    {
      values.append(idle)
    }
    let now = cl_now()
    guard
      let (since, first) = look.history.note(key, values, now, window: Int64(seconds) * 1000)
    else {
      let passed = look.history.length(key, now) / 1000
      return .missing(
        Text(en: "measured for \(passed) of \(seconds) s", zh: "已测量 \(passed) 秒，共需 \(seconds) 秒"))
    }
    let rises = zip(values, first).map { $0 - $1 }
    let source = "cpu time in \(now - since) ms: " + rises.map { "\($0) µs" }.joined(separator: ", ")
    if isRatio { return .value("\(100 * rises[0] / max(1, rises[1]))", source: source) }
    if rises.count > 1 {
      return .value(
        "\(100 * rises[0] / max(1, rises[0] + rises[1]))",
        source: "cpu time in \(now - since) ms: \(rises[0]) µs, and \(rises[1]) µs idle")
    }
    return .value("\(rises[0] / max(1, Int(now - since) * 10))", source: source)
  }

  /// What must hold all the time, and does not.
  private func broken(_ look: Look, _ name: String, _ group: GroupReference) -> Text? {
    let running = look.running(in: group)
    guard !running.isEmpty else { return Text(en: "nothing runs in \(name)", zh: "\(name) 中没有正在运行的进程") }
    if let pinned, let processor = look.filled(pinned) {
      for pid in running where allowedProcessors(of: pid) != [Int(processor) ?? -1] {
        return Text(
          en: "process \(pid) of \(name) may run elsewhere than on processor \(processor)",
          zh: "\(name) 的进程 \(pid) 可以在处理器 \(processor) 以外运行")
      }
    }
    if alone,
      let other = look.groupsBelowScene().first(where: { $0 != group && !look.running(in: $0).isEmpty })
    {
      return Text(en: "something runs in \(other.way), too", zh: "\(other.way) 中也有进程在运行")
    }
    return nil
  }
}

extension Look {
  /// Microseconds of processor time of a group. Where version 1 has its clock in another hierarchy than the shares,
  /// a learner's group is in one of them: there the time of its processes is added up.
  fileprivate func processorTime(of group: GroupReference) -> Int? {
    let clock = GroupQuantity.processorTime
    guard let (folder, version) = folder(of: group, clock.controller) else { return nil }
    if version == .one, groups["cpu"]?.path != groups[clock.controller]?.path {
      return processes(in: group).reduce(0) { $0 + nanoseconds(of: $1) / 1000 }
    }
    return (try? clock.read(in: folder, version)).flatMap { Int($0) }
  }

  /// How long a process has run: the first number of /proc/PID/schedstat.
  private func nanoseconds(of pid: Int32) -> Int {
    let text = (try? readFile(CString("/proc/\(pid)/schedstat"))) ?? ""
    return text.split(separator: " ").first.flatMap { Int($0) } ?? 0
  }

  /// The processes of a group that are running or ready to.
  fileprivate func running(in group: GroupReference) -> [Int32] {
    processes(in: group).filter { (try? ProcessStatus(of: $0))?.state == "R" }
  }
}

extension Value {
  /// `15%`
  func percent() throws(FormatError) -> Int {
    let text = try text()
    guard let number = Int(text.hasSuffix("%") ? String(text.dropLast()) : text), (0...100).contains(number)
    else {
      throw wrong(.expected("a share such as 15%", "15% 之类的百分比"))
    }
    return number
  }
}
