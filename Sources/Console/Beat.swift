internal import CLinux

/// Equal steps of time: a round that takes long does not move the ones after it. clock_gettime(2)
public struct Beat: Sendable {
  private let step: Int64
  private var next: Int64

  public init(milliseconds: Int32) {
    step = Int64(milliseconds) * 1_000_000
    next = cl_nanoseconds() + step
  }

  /// Until the next one, at least 0.
  public var milliseconds: Int32 { Int32(clamping: max(0, (next - cl_nanoseconds() + 999_999) / 1_000_000)) }

  public var isDue: Bool { cl_nanoseconds() >= next }

  /// Those that were missed are left out.
  public mutating func advance() {
    let now = cl_nanoseconds()
    next += step
    if next <= now { next = now + step - (now - next) % step }
  }

  /// Sleeps until then.
  public mutating func wait() {
    while !isDue { cl_pause(milliseconds) }
    advance()
  }
}

/// Seconds since 1970, in milliseconds.
public func wallClock() -> UInt64 { UInt64(clamping: cl_wall_nanoseconds() / 1_000_000) }
