internal import CLinux

/// A process that has begun, run another program, changed its ids, or ended.
public struct ProcessEvent: Hashable, Sendable {
  public let pid: Int32
  /// Of one that has just begun: who began it.
  public let parent: Int32?
  /// Of one that has ended: how.
  public let ending: Ending?

  public init(pid: Int32, parent: Int32?, ending: Ending?) {
    self.pid = pid
    self.parent = parent
    self.ending = ending
  }
}

/// The kernel's word of every process of the host, as it happens. netlink(7), NETLINK_CONNECTOR
///
/// It needs CAP_NET_ADMIN and the first user, pid and network namespaces.
public final class ProcessEvents: Sendable {
  /// Readable when there is something to drain.
  package let descriptor: Int32

  public init() throws(Errno) { descriptor = try Errno.check(cl_proc_events_open()) }
  deinit { cl_proc_events_close(descriptor) }

  /// All that wait; nil where there were too many, so that some are lost.
  public func drain() -> [ProcessEvent]? {
    var all: [ProcessEvent] = []
    var chunk = [cl_proc_event](repeating: cl_proc_event(), count: 64)
    while true {
      let n = unsafe cl_proc_events_drain(descriptor, &chunk, Int32(chunk.count))
      if n < 0 { return nil }
      all += chunk[..<Int(n)].map {
        ProcessEvent(
          pid: $0.pid, parent: $0.parent > 0 ? $0.parent : nil,
          ending: $0.ending < 0 ? nil : Ending($0.ending))
      }
      if n < chunk.count { return all }
    }
  }
}
