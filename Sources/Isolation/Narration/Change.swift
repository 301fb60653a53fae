/// One thing that differs between two portraits.
public struct Change: Equatable, Sendable {
  /// `uts`, `id`, `caps` ...
  public let what: String
  public let before: String
  public let after: String
  /// What it means for the process.
  public let remark: Text?
}

extension Portrait {
  /// What is different now, in the order a person reads it.
  public func changes(to now: Portrait) -> [Change] {
    var all: [Change] = []
    func note(_ what: String, _ before: String, _ after: String, _ remark: Text? = nil) {
      if before != after || remark == .nextChild {
        all.append(Change(what: what, before: before, after: after, remark: remark))
      }
    }
    for kind in NamespaceKind.allCases {
      let (before, after) = (namespaces[kind] ?? "?", now.namespaces[kind] ?? "?")
      switch kind {
      case .user: note("user", before, after, .rights(now.capabilities.nonzeroBitCount))
      case .mount: note("mnt", before, after, .seesMounts(now.mounts))
      case .pid where now.pending.contains(.pid) && !pending.contains(.pid):
        note(kind.name, before, after, .nextChild)
      case .time where now.pending.contains(.time) && !pending.contains(.time):
        note(kind.name, before, after, .nextChild)
      default: note(kind.name, before, after)
      }
    }
    note("id", user, now.user)
    note("caps", String(capabilities, radix: 16), String(now.capabilities, radix: 16))
    note("mounts", "\(mounts)", "\(now.mounts)")
    note("host", hostname, now.hostname)
    note("pid", "\(pid)", "\(now.pid)")
    return all
  }
}

extension Text {
  static func rights(_ n: Int) -> Text {
    Text(
      en: "\(n) capabilities here, but only over what this user namespace owns",
      zh: "在这里有 \(n) 项权能，但只对这个用户命名空间拥有的资源有效")
  }
  static func seesMounts(_ n: Int) -> Text {
    Text(en: "\(n) mounts", zh: "\(n) 个挂载")
  }
  static let nextChild = Text(
    en: "no change for this process; its next child will be in the other one",
    zh: "本进程不变；它的下一个子进程将进入另一个命名空间")
}
