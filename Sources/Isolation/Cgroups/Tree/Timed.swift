internal import CLinux

extension Timed {
  /// Read just now.
  init(_ value: Value, _ inode: UInt64) { self.init(value: value, time: cl_nanoseconds(), inode: inode) }

  /// What it grew by since `earlier`, in the seconds between; nil where that is no growth of the same counter: another
  /// group has the name by now, the clock stood, the counter went down, or up more than `most` a second allows.
  public func growth(
    since earlier: Timed?, of counter: (Value) -> UInt64?, most: Double? = nil
  ) -> Growth? {
    guard let earlier, earlier.inode == inode, earlier.time < time, let now = counter(value),
      let before = counter(earlier.value), now >= before
    else { return nil }
    let growth = Growth(amount: now - before, seconds: Double(time - earlier.time) / 1e9)
    if let most, growth.rate > most { return nil }
    return growth
  }
}

/// How much a counter grew in how long.
public struct Growth: Hashable, Sendable {
  public var amount: UInt64
  public var seconds: Double
  public var rate: Double { Double(amount) / seconds }
}
