/// Processor time that a group has used, in microseconds. cpu.stat; of version 1 cpuacct.usage and cpuacct.stat
public struct CPUTime: Hashable, Sendable {
  public var usage: UInt64
  public var user: UInt64?
  public var system: UInt64?

  public init(usage: UInt64, user: UInt64? = nil, system: UInt64? = nil) {
    self.usage = usage
    self.user = user
    self.system = system
  }

  /// nil where the group has no such clock: version 2 has one in every group, version 1 in the hierarchy of cpuacct.
  public init?(in folder: borrowing GroupFolder, _ buffer: inout GroupBuffer) throws(Errno) {
    switch folder.version {
    case .two:
      guard let stat = try buffer.optional("cpu.stat", in: folder) else { return nil }
      self.init(stat)
    case .one:
      guard let nanoseconds = try buffer.optional("cpuacct.usage", in: folder)?.number else { return nil }
      let stat = try buffer.optional("cpuacct.stat", in: folder)
      self.init(
        usage: nanoseconds / 1000, user: stat?.number(of: "user").map { $0 * Self.tick },
        system: stat?.number(of: "system").map { $0 * Self.tick })
    }
  }

  init?(_ stat: GroupText) {
    guard let usage = stat.number(of: "usage_usec") else { return nil }
    self.init(usage: usage, user: stat.number(of: "user_usec"), system: stat.number(of: "system_usec"))
  }

  /// USER_HZ is 100 on every Linux that runs Swift. time(7)
  private static let tick: UInt64 = 10_000
}

/// How often the bandwidth limit has held a group back. cpu.stat
public struct Throttling: Hashable, Sendable {
  /// Periods in which it wanted to run.
  public var periods: UInt64
  /// Those in which it had to wait.
  public var throttled: UInt64
  /// How long its processors waited in all, in microseconds.
  public var time: UInt64

  public init(periods: UInt64, throttled: UInt64, time: UInt64) {
    self.periods = periods
    self.throttled = throttled
    self.time = time
  }

  public init?(in folder: borrowing GroupFolder, _ buffer: inout GroupBuffer) throws(Errno) {
    guard let stat = try buffer.optional("cpu.stat", in: folder) else { return nil }
    self.init(stat)
  }

  init?(_ stat: GroupText) {
    guard let periods = stat.number(of: "nr_periods"), let throttled = stat.number(of: "nr_throttled") else {
      return nil
    }
    // Version 1 counts nanoseconds, under another name.
    let time = stat.number(of: "throttled_usec") ?? stat.number(of: "throttled_time").map { $0 / 1000 }
    self.init(periods: periods, throttled: throttled, time: time ?? 0)
  }
}

/// How much processor time a group may have: at most, and beside others.
public struct CPULimits: Hashable, Sendable {
  /// Microseconds in a period.
  public var quota: Limit
  /// In microseconds.
  public var period: UInt64
  /// From 1 to 10000, 100 unless said otherwise; nil in the topmost group.
  public var weight: UInt64?

  public init(quota: Limit, period: UInt64, weight: UInt64? = nil) {
    self.quota = quota
    self.period = period
    self.weight = weight
  }

  /// cpu.max and cpu.weight; cpu.cfs_quota_us, cpu.cfs_period_us and cpu.shares. nil where the controller is not there.
  public init?(in folder: borrowing GroupFolder, _ buffer: inout GroupBuffer) throws(Errno) {
    switch folder.version {
    case .two:
      guard
        let words = try buffer.optional("cpu.max", in: folder)?.text.split(whereSeparator: \.isWhitespace),
        words.count == 2, let quota = Limit(words[0]), let period = UInt64(words[1])
      else { return nil }
      self.init(quota: quota, period: period, weight: try buffer.optional("cpu.weight", in: folder)?.number)
    case .one:
      guard let quota = try buffer.optional("cpu.cfs_quota_us", in: folder)?.limit,
        let period = try buffer.optional("cpu.cfs_period_us", in: folder)?.number
      else { return nil }
      let shares = try buffer.optional("cpu.shares", in: folder)?.number
      self.init(quota: quota, period: period, weight: shares.map(Self.weight))
    }
  }

  /// 1024 shares of version 1 are a weight of 100.
  static func weight(ofShares shares: UInt64) -> UInt64 { max(1, min(10_000, (shares * 100 + 512) / 1024)) }
  static func shares(ofWeight weight: UInt64) -> UInt64 { max(2, min(262_144, (weight * 1024 + 50) / 100)) }

  /// The processors that it may keep busy, in thousandths; nil for as many as there are.
  public var thousandths: UInt64? { quota.number.map { period == 0 ? 0 : $0 * 1000 / period } }
}

extension GroupSetting {
  /// At most that many thousandths of a processor, or as many as there are; `period` in microseconds.
  public static func cpu(thousandths: UInt64?, period: UInt64 = 100_000) -> GroupSetting {
    // The kernel's least quota is a millisecond.
    let quota = thousandths.map { Limit.at(max(1000, $0 * period / 1000)) } ?? .unlimited
    return GroupSetting(
      "cpu", two: [("cpu.max", "\(quota.word) \(period)")],
      one: [("cpu.cfs_period_us", "\(period)"), ("cpu.cfs_quota_us", quota.wordOfOne)])
  }

  /// From 1 to 10000.
  public static func cpuWeight(_ weight: UInt64) -> GroupSetting {
    GroupSetting(
      "cpu", two: [("cpu.weight", "\(weight)")],
      one: [("cpu.shares", "\(CPULimits.shares(ofWeight: weight))")])
  }
}
