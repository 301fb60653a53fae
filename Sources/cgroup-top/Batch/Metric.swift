import Isolation

/// A family of OpenMetrics: its name, its unit, and what a group has of it.
struct Metric {
  enum Kind: String { case counter, gauge }
  /// Without `_total`, which a counter's samples have; with the unit at its end.
  let name: String
  let kind: Kind
  let unit: String?
  let help: String
  /// The sample's value, and of a counter which group counted it.
  let sample: (Measure, GroupNode) -> (value: Value, inode: UInt64?)

  static func counter<V>(
    _ name: String, _ unit: String?, _ help: String, _ reading: @escaping (GroupReading) -> Timed<V>?,
    _ value: @escaping (V) -> Value
  ) -> Metric {
    Metric(name: name, kind: .counter, unit: unit, help: help) { _, node in
      reading(node.reading).map { (value($0.value), $0.inode) } ?? (.none, nil)
    }
  }

  static func gauge(_ name: String, _ unit: String?, _ help: String, _ field: Field) -> Metric {
    Metric(name: name, kind: .gauge, unit: unit, help: help) { ($0.value(of: field, $1), nil) }
  }
}

extension Field {
  /// The counter itself, where the column shows how fast it goes.
  var metric: Metric? {
    switch self {
    case .group, .io, .state, .memorySwap: nil
    case .tasks: .gauge("cgroup_tasks", nil, "Tasks (threads), groups below included", self)
    case .tasksMax: .gauge("cgroup_tasks_max", nil, "How many tasks it may have", self)
    case .cpu, .cpuTime:
      .counter("cgroup_cpu_seconds", "seconds", "Processor time used", { $0.cpu }) { .microseconds($0.usage) }
    case .cpuMax: .gauge("cgroup_cpu_max_ratio", "ratio", "Processors that it may keep busy", self)
    case .weight: .gauge("cgroup_cpu_weight", nil, "Its weight beside others", self)
    case .memory:
      .gauge("cgroup_memory_current_bytes", "bytes", "Memory charged, page cache included", self)
    case .working:
      .gauge("cgroup_memory_working_set_bytes", "bytes", "Memory without inactive page cache", self)
    case .swap: .gauge("cgroup_memory_swap_bytes", "bytes", "Memory swapped out", self)
    case .memoryMax: .gauge("cgroup_memory_max_bytes", "bytes", "Beyond it the kernel kills", self)
    case .memoryHigh: .gauge("cgroup_memory_high_bytes", "bytes", "Beyond it it is slowed down", self)
    case .read, .readTotal:
      .counter("cgroup_io_read_bytes", "bytes", "Read from block devices", { $0.io }) { .bytes($0.read) }
    case .write, .writeTotal:
      .counter("cgroup_io_written_bytes", "bytes", "Written to block devices", { $0.io }) {
        .bytes($0.written)
      }
    case .throttled:
      .counter("cgroup_cpu_periods", nil, "Periods in which it wanted to run", { $0.throttling }) {
        .count($0.periods)
      }
    case .throttles:
      .counter("cgroup_cpu_throttled_periods", nil, "Periods in which it was held back", { $0.throttling }) {
        .count($0.throttled)
      }
    case .cpuSome: .gauge("cgroup_pressure_cpu_some_ratio", "ratio", "Of 10 s: a task waited for cpu", self)
    case .memorySome:
      .gauge("cgroup_pressure_memory_some_ratio", "ratio", "Of 10 s: a task waited for memory", self)
    case .ioSome: .gauge("cgroup_pressure_io_some_ratio", "ratio", "Of 10 s: a task waited for io", self)
    case .cpuFull:
      .gauge("cgroup_pressure_cpu_full_ratio", "ratio", "Of 10 s: all tasks waited for cpu", self)
    case .memoryFull:
      .gauge("cgroup_pressure_memory_full_ratio", "ratio", "Of 10 s: all tasks waited for memory", self)
    case .ioFull: .gauge("cgroup_pressure_io_full_ratio", "ratio", "Of 10 s: all tasks waited for io", self)
    case .refused: .counter("cgroup_fork_refusals", nil, "Forks refused", { $0.tasks }) { Value($0.refusals) }
    case .kills: .events("cgroup_oom_kills", "Kills for lack of memory") { $0.oomKill }
    case .high: .events("cgroup_memory_high_events", "Times beyond memory.high") { $0.high }
    case .max: .events("cgroup_memory_max_events", "Times about to pass memory.max") { $0.max }
    case .oom: .events("cgroup_oom_events", "Times taking memory back was not enough") { $0.oom }
    case .groupKills: .events("cgroup_oom_group_kills", "Times killed as a whole") { $0.oomGroupKill }
    }
  }
}

extension Metric {
  fileprivate static func events(
    _ name: String, _ help: String, _ counter: @escaping (MemoryEvents) -> UInt64?
  ) -> Metric {
    .counter(name, nil, help, { $0.memoryEvents }) { Value(counter($0)) }
  }
}
