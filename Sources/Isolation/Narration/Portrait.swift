internal import CLinux

/// A process as its own /proc shows it.
///
/// The difference of two is what a call changed, and what sets two processes apart.
public struct Portrait: Equatable, Sendable {
  public private(set) var namespaces: [NamespaceKind: String] = [:]
  /// Kinds whose next child will be in another namespace than the process itself.
  public private(set) var pending: NamespaceKinds = []
  public private(set) var user = ""
  public private(set) var hostname = ""
  public private(set) var capabilities: UInt64 = 0
  public private(set) var mounts = 0
  public private(set) var pid: Int32 = 0

  /// As `proc` shows this process. A /proc looked up anew may be another, after a mount or chroot.
  public init(proc: borrowing Descriptor) {
    for kind in NamespaceKind.allCases {
      namespaces[kind] = Self.number(of: kind.name, proc)
      // No link at all: the new pid namespace has no process yet.
      if kind.isForChildren, namespaces[kind] != nil,
        Self.number(of: kind.newFile, proc) != namespaces[kind]
      {
        pending.insert(NamespaceKinds(kind))
      }
    }
    pid = cl_getpid()
    user = "uid \(cl_euid()) gid \(cl_egid())"
    hostname = (try? UnameField.nodename.read()) ?? ""
    mounts = Self.lines("self/mountinfo", proc).count
    for line in Self.lines("self/status", proc) where line.hasPrefix("CapEff:") {
      capabilities = UInt64(line.dropFirst("CapEff:\t".count), radix: 16) ?? 0
    }
  }

  private static func number(of file: String, _ proc: borrowing Descriptor) -> String? {
    (try? proc.readLink(CString("self/ns/" + file)).text).map { Namespace.number(inLink: $0) }
  }

  private static func lines(_ path: CString, _ proc: borrowing Descriptor) -> [Substring] {
    guard let all = try? proc.open(path).readAll() else { return [] }
    return String(decoding: all, as: UTF8.self).split(separator: "\n")
  }
}
