/// How many tasks, which are threads, a group has and may have. pids.current, pids.max, pids.events
public struct TaskCount: Hashable, Sendable {
  public var current: UInt64?
  public var limit: Limit?
  /// How often a fork was refused because of a limit, here or below; since Linux 6.12 because of this one's alone in
  /// pids.events.local.
  public var refusals: UInt64?

  public init(current: UInt64? = nil, limit: Limit? = nil, refusals: UInt64? = nil) {
    self.current = current
    self.limit = limit
    self.refusals = refusals
  }

  /// nil where the controller is not there, as in the topmost group.
  public init?(
    in folder: borrowing GroupFolder, details: Bool, _ buffer: inout GroupBuffer
  ) throws(Errno) {
    guard let current = try buffer.optional("pids.current", in: folder)?.number else { return nil }
    self.init(current: current)
    guard details else { return }
    limit = try buffer.optional("pids.max", in: folder)?.limit
    refusals = try buffer.optional("pids.events", in: folder)?.number(of: "max")
  }
}

extension GroupSetting {
  public static func pids(_ limit: Limit) -> GroupSetting {
    GroupSetting("pids", two: [("pids.max", limit.word)], one: [("pids.max", limit.word)])
  }
}
