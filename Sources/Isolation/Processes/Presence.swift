/// Whether a process is there, as far as its namespaces go.
public enum Presence: Sendable {
  case alive
  /// A zombie: still listed, but in no namespace any more.
  case ended
  case missing
  /// Missing, or somebody else's where /proc is mounted with hidepid. proc(5)
  case hidden

  /// EACCES or EPERM where it may not be asked; nothing else is thrown.
  public init(of pid: Int32) throws(Errno) {
    do throws(Errno) {
      _ = try FileIdentity(of: CString("/proc/\(pid)/ns/mnt"))
      self = .alive
    } catch {
      guard [.noEntry, .noProcess].contains(error) else { throw error }
      let isListed = (try? FileIdentity(of: CString("/proc/\(pid)"))) != nil
      let proc = (try? MountTable.own())?.mount(holding: "/proc")
      self = isListed ? .ended : proc?.hidesProcesses == true ? .hidden : .missing
    }
  }
}

extension Text {
  /// Nothing has that pid.
  public static func noProcess(_ pid: Int32) -> Text {
    Text(en: "there is no process \(pid)", zh: "没有进程 \(pid)")
  }
  /// The same where it cannot be told.
  public static func processMayBeHidden(_ pid: Int32) -> Text {
    Text(
      en: "process \(pid) is not there, or is another user's: /proc is mounted with hidepid",
      zh: "进程 \(pid) 不存在，或属于其他用户：/proc 以 hidepid 选项挂载")
  }
  /// A zombie has it.
  public static func processHasEnded(_ pid: Int32) -> Text {
    Text(
      en: "process \(pid) has ended: a zombie has no namespaces any more",
      zh: "进程 \(pid) 已经结束：僵尸进程不再拥有命名空间")
  }
}
