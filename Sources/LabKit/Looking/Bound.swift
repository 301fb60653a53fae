public import Isolation

/// One process and no other: the pid with the time it started.
public struct ProcessReference: Hashable, Sendable {
  public let pid: Int32
  /// Clock ticks since boot.
  public let started: UInt64

  public init(_ status: ProcessStatus) {
    pid = status.pid
    started = status.started
  }

  public init(pid: Int32, started: UInt64) {
    self.pid = pid
    self.started = started
  }

  /// It is there, and has not ended.
  public var isAlive: Bool {
    guard let status = try? ProcessStatus(of: pid) else { return false }
    return status.started == started && status.isAlive
  }
}

/// What a `let` has found.
enum Bound: Hashable, Sendable {
  case namespace(Namespace)
  case processes([ProcessReference])
  case mount(MountReference)
  case group(GroupReference)
}

/// A mount in the table of some process.
struct MountReference: Hashable, Sendable {
  let id: Int
  let path: String
  /// The name in whose table it stands.
  let place: String
}
