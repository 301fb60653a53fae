/// When to look again: soon after something stirred, seldom while nothing does. All in milliseconds.
struct Rhythm {
  /// What belongs together, such as the fork and the exec of one command, is looked at once.
  static let debounce: Int64 = 20
  /// Between two looks, however much stirs.
  static let gap: Int64 = 100
  /// While something stirred in the last seconds, the pulse is felt so often, and else so often.
  static let lively: Int64 = 100, calm: Int64 = 250
  static let livelyTime: Int64 = 3000
  /// What others do to the host stirs nothing of ours.
  static let longest: Int64 = 1000

  private(set) var nextLook: Int64
  private(set) var nextPulse: Int64
  private var lastLook: Int64
  private var lastStir: Int64

  /// The first look is due at once.
  init(at now: Int64) {
    (nextLook, nextPulse, lastStir) = (now, now, now)
    lastLook = now - Self.longest
  }

  /// Something of the session has happened.
  mutating func stir(at now: Int64) {
    lastStir = now
    nextLook = min(nextLook, max(now + Self.debounce, lastLook + Self.gap))
  }

  /// The pulse was felt, and may have changed. What ran is still at it, or done: there is nothing to wait for.
  mutating func feel(changed: Bool, at now: Int64) {
    if changed {
      lastStir = now
      nextLook = min(nextLook, max(now, lastLook + Self.gap))
    }
    nextPulse = now + (now - lastStir < Self.livelyTime ? Self.lively : Self.calm)
  }

  mutating func look(at now: Int64) {
    lastLook = now
    nextLook = now + Self.longest
  }

  /// A look is wanted at once, whatever has happened.
  mutating func hurry(at now: Int64) { nextLook = now }

  func isDue(at now: Int64) -> Bool { now >= nextLook }
  func pulseIsDue(at now: Int64) -> Bool { now >= nextPulse }
}
