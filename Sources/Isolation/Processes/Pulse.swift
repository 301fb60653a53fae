internal import CLinux

/// How much some processes have run: where nothing of this has changed, none of them has done anything.
///
/// Far cheaper than looking at what they could have changed. /proc/PID/schedstat, in Linux'
/// Documentation/scheduler/sched-stats.rst
public struct Pulse: Equatable, Sendable {
  private var beats: [Int32: [UInt8]] = [:]

  public init(of pids: [Int32]) {
    for pid in pids { beats[pid] = Self.beat(of: pid) }
  }

  private static func beat(of pid: Int32) -> [UInt8]? {
    let folder = CString("/proc/\(pid)/task")
    var identity = cl_identity()
    guard unsafe cl_identify(-1, folder.bytes, &identity) >= 0 else { return nil }
    guard identity.links > 3, let tasks = try? Descriptor(opening: folder).numbers() else {
      return read("/proc/\(pid)")
    }
    return tasks.flatMap { read("/proc/\(pid)/task/\($0)") ?? [] }
  }

  /// Without CONFIG_SCHED_INFO the context switches of its status do as well.
  private static func read(_ folder: String) -> [UInt8]? {
    (try? Descriptor(opening: CString(folder + "/schedstat")).readAll())
      ?? (try? Descriptor(opening: CString(folder + "/status")).readAll())
  }
}
