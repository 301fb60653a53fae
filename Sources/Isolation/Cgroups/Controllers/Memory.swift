/// Memory that a group is charged with, in bytes: its own and that of the groups below.
public struct MemoryUse: Hashable, Sendable {
  /// memory.current; page cache included.
  public var current: UInt64
  /// The part of it that is page cache and was not used lately, which goes first: inactive_file of memory.stat.
  public var inactiveFile: UInt64?
  /// Of version 1 swap is counted together with memory, and here taken apart.
  public var swap: UInt64?

  public init(current: UInt64, inactiveFile: UInt64? = nil, swap: UInt64? = nil) {
    self.current = current
    self.inactiveFile = inactiveFile
    self.swap = swap
  }

  /// What would not go away by itself if memory became scarce: what Kubernetes and docker call used. Files in tmpfs are part
  /// of it.
  public var workingSet: UInt64? { inactiveFile.map { current > $0 ? current - $0 : 0 } }

  /// nil where the controller is not there.
  ///
  /// `details`: the rest as well, which is dearer to read.
  public init?(
    in folder: borrowing GroupFolder, details: Bool, _ buffer: inout GroupBuffer
  ) throws(Errno) {
    let isTwo = folder.version == .two
    guard
      let current = try buffer.optional(isTwo ? "memory.current" : "memory.usage_in_bytes", in: folder)?
        .number
    else { return nil }
    self.init(current: current)
    guard details else { return }
    inactiveFile = try buffer.optional("memory.stat", in: folder)?
      .number(of: isTwo ? "inactive_file" : "total_inactive_file")
    if isTwo {
      swap = try buffer.optional("memory.swap.current", in: folder)?.number
    } else {
      let both = try buffer.optional("memory.memsw.usage_in_bytes", in: folder)?.number
      swap = both.map { $0 > current ? $0 - current : 0 }
    }
  }
}

/// Bounds of a group's memory, in bytes.
public struct MemoryLimits: Hashable, Sendable {
  /// Beyond it the kernel kills: memory.max, memory.limit_in_bytes
  public var max: Limit
  /// Beyond it processes are slowed down and memory is taken back. Version 1 has none.
  public var high: Limit?
  /// Of version 1 the sum of memory and swap.
  public var swap: Limit?

  public init(max: Limit, high: Limit? = nil, swap: Limit? = nil) {
    self.max = max
    self.high = high
    self.swap = swap
  }

  public init?(in folder: borrowing GroupFolder, _ buffer: inout GroupBuffer) throws(Errno) {
    let isTwo = folder.version == .two
    guard let max = try buffer.optional(isTwo ? "memory.max" : "memory.limit_in_bytes", in: folder)?.limit
    else {
      return nil
    }
    self.init(
      max: max, high: isTwo ? try buffer.optional("memory.high", in: folder)?.limit : nil,
      swap: try buffer.optional(isTwo ? "memory.swap.max" : "memory.memsw.limit_in_bytes", in: folder)?.limit)
  }
}

/// How often a group's bounds took effect, those of the groups below included. memory.events
///
/// Each is its own event: that the limit was reached is no lack of memory, and a lack of memory need not kill.
public struct MemoryEvents: Hashable, Sendable {
  public var high: UInt64?
  /// The limit was about to be passed; of version 1 memory.failcnt.
  public var max: UInt64?
  /// Taking memory back was not enough.
  public var oom: UInt64?
  public var oomKill: UInt64?
  public var oomGroupKill: UInt64?

  public init() {}

  public init?(in folder: borrowing GroupFolder, _ buffer: inout GroupBuffer) throws(Errno) {
    switch folder.version {
    case .two:
      guard let events = try buffer.optional("memory.events", in: folder) else { return nil }
      high = events.number(of: "high")
      max = events.number(of: "max")
      oom = events.number(of: "oom")
      oomKill = events.number(of: "oom_kill")
      oomGroupKill = events.number(of: "oom_group_kill")
    case .one:
      guard let failures = try buffer.optional("memory.failcnt", in: folder)?.number else { return nil }
      max = failures
      oomKill = try buffer.optional("memory.oom_control", in: folder)?.number(of: "oom_kill")
    }
  }
}

extension MemoryUse {
  /// The most that the group was ever charged with, in bytes: memory.peak, since Linux 5.19; memory.max_usage_in_bytes
  public static func peak(
    in folder: borrowing GroupFolder, _ buffer: inout GroupBuffer
  ) throws(Errno) -> UInt64? {
    try buffer.optional(folder.version == .two ? "memory.peak" : "memory.max_usage_in_bytes", in: folder)?
      .number
  }
}

extension GroupSetting {
  public static func memory(_ limit: Limit) -> GroupSetting {
    GroupSetting(
      "memory", two: [("memory.max", limit.word)], one: [("memory.limit_in_bytes", limit.wordOfOne)])
  }

  public static func memoryHigh(_ limit: Limit) -> GroupSetting {
    GroupSetting("memory", two: [("memory.high", limit.word)])
  }

  /// What is not taken from the group as long as others have any to give.
  public static func memoryLow(_ limit: Limit) -> GroupSetting {
    GroupSetting(
      "memory", two: [("memory.low", limit.word)], one: [("memory.soft_limit_in_bytes", limit.wordOfOne)])
  }

  /// Swap alone. Version 1 bounds memory and swap together, and no lower than memory: so `memory` must be set before.
  public static func swap(_ limit: Limit, besides memory: Limit) -> GroupSetting {
    let sum: Limit =
      if let swap = limit.number, let memory = memory.number, !swap.addingReportingOverflow(memory).overflow {
        .at(swap + memory)
      } else { .unlimited }
    return GroupSetting(
      "memory", two: [("memory.swap.max", limit.word)], one: [("memory.memsw.limit_in_bytes", sum.wordOfOne)])
  }

  /// Who is out of memory is killed with all that is in the group.
  public static let oomGroup = GroupSetting("memory", two: [("memory.oom.group", "1")])
}
