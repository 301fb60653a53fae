extension GroupNode {
  /// Processor time in the last round: 1 is one processor, kept busy.
  ///
  /// `processors`: how many are online, where that is known; more cannot have been used.
  public func cpuRate(processors: Int?) -> Double? {
    // The clocks of counter and reader do not tick together: a little more than all may be read.
    let most = processors.map { (Double($0) * 1.25 + 0.5) * 1e6 }
    return reading.cpu?.growth(since: earlier?.cpu, of: { $0.usage }, most: most).map { $0.rate / 1e6 }
  }

  /// Bytes a second.
  public var readRate: Double? { reading.io?.growth(since: earlier?.io, of: { $0.read })?.rate }
  public var writeRate: Double? { reading.io?.growth(since: earlier?.io, of: { $0.written })?.rate }

  /// The share of its periods in which it was held back, 0 to 1; nil where it had none.
  public var throttledShare: Double? {
    guard let now = reading.throttling, let before = earlier?.throttling,
      let periods = now.growth(since: before, of: { $0.periods }), periods.amount > 0,
      let throttled = now.growth(since: before, of: { $0.throttled })
    else { return nil }
    return Double(throttled.amount) / Double(periods.amount)
  }

  /// Kills for lack of memory in the last round.
  public var newKills: UInt64? {
    reading.memoryEvents?.growth(since: earlier?.memoryEvents, of: { $0.oomKill })?.amount
  }
  /// Forks refused in the last round.
  public var newRefusals: UInt64? {
    reading.tasks?.growth(since: earlier?.tasks, of: { $0.refusals })?.amount
  }
}

/// Processors that are online, by sysfs or /proc/stat; nil where neither is there.
public func onlineProcessors() -> Int? {
  if let list = (try? readLine("/sys/devices/system/cpu/online")).flatMap({ NumberRanges($0) }),
    list.count > 0
  {
    return list.count
  }
  let lines = (try? readFile("/proc/stat"))?.split(separator: "\n") ?? []
  let count = lines.filter { $0.hasPrefix("cpu") && $0.dropFirst(3).first?.isNumber == true }.count
  return count > 0 ? count : nil
}
