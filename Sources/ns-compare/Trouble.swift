import Capabilities
import Console
import Isolation

/// Why there is nothing to compare.
struct Trouble: Error {
  let message: Text
  let diagnosis: Diagnosis?

  /// Says it, and ends with 2.
  func end(in language: Language) -> Never {
    ErrorReport("ns-compare", in: language).show(
      message.in(language), diagnoses: diagnosis.map { [$0] } ?? [])
    exit(2)
  }

  /// The process is not there, or not any more.
  static func gone(_ pid: Int32?, _ errno: Errno) -> Trouble {
    if errno == .noEntry, let pid {
      return Trouble(
        message: .noProcess(pid),
        diagnosis: Diagnosis(
          why: Text(
            en:
              "a pid counts in the pid namespace of this /proc; inside another one the same process has another",
            zh: "PID 以当前 /proc 所属的 PID 命名空间为准；同一进程在别的命名空间中有另一个 PID"),
          cures: [.command("ps -e")]))
    }
    if errno == .noProcess, let pid { return Trouble(message: .processHasEnded(pid), diagnosis: nil) }
    let name = pid.map(String.init) ?? "self"
    let error = KernelError("open(\"/proc/\(name)\")", errno)
    return Trouble(message: Text(en: "\(error)", zh: "\(error)"), diagnosis: nil)
  }
}

extension ProcessComparison {
  /// Why so much cannot be told, below the picture.
  func explainGuards(in language: Language) {
    for side in [a, b] where side.isGuarded {
      let known = targetHasMore(than: .current, target: side.pid, errno: .accessDenied)
      let message = Text(
        en: "process \(side.pid) may not be looked at", zh: "不允许查看进程 \(side.pid)")
      ErrorReport("ns-compare", in: language).show(
        message.in(language), diagnoses: [known ?? .otherOwner(side.pid)])
    }
  }
}

extension Diagnosis {
  fileprivate static func otherOwner(_ pid: Int32) -> Diagnosis {
    Diagnosis(
      why: Text(
        en: "process \(pid) is another user's, or has made itself unreadable; or you have no right to enter "
          + "what it is in",
        zh: "进程 \(pid) 属于其他用户，或者禁止了查看；或者你无权进入它所在的命名空间"),
      cures: [.command("sudo ns-compare \(pid)")])
  }
}
