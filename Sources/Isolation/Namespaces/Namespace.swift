internal import CLinux

/// A namespace that exists, known by what nothing else shares: its kind and its file's identity.
///
/// No descriptor is held, so knowing it does not keep it alive. An inode number may be used again
/// once the namespace is gone.
public struct Namespace: Hashable, Sendable {
  public let kind: NamespaceKind
  public let identity: FileIdentity

  public init(_ kind: NamespaceKind, _ identity: FileIdentity) {
    self.kind = kind
    self.identity = identity
  }

  /// The one that a process is in. /proc/PID/ns, see namespaces(7)
  public init(_ kind: NamespaceKind, of pid: Int32) throws(Errno) {
    self.init(kind, try FileIdentity(of: CString("/proc/\(pid)/ns/\(kind.name)")))
  }

  /// The one that the next child of a process will be in. ENOENT where a new one is still empty.
  public init(forChildren kind: NamespaceKind, of pid: Int32) throws(Errno) {
    self.init(kind, try FileIdentity(of: CString("/proc/\(pid)/ns/\(kind.newFile)")))
  }

  /// The number that readlink and lsns show.
  public var number: UInt64 { identity.inode }

  /// The number in what a link such as /proc/PID/ns/uts says: `uts:[4026531838]`
  static func number(inLink link: String) -> String {
    String((link.split(separator: "[").last ?? "").prefix { $0 != "]" })
  }

  /// The first namespaces have fixed numbers: PROC_*_INIT_INO of linux/proc_ns.h. Only the mount
  /// and network kinds have none before Linux 6.18 or so.
  public var isInitial: Bool {
    switch kind {
    case .ipc: number == 0xEFFF_FFFF
    case .uts: number == 0xEFFF_FFFE
    case .user: number == 0xEFFF_FFFD
    case .pid: number == 0xEFFF_FFFC
    case .cgroup: number == 0xEFFF_FFFB
    case .time: number == 0xEFFF_FFFA
    case .mount, .net: false
    }
  }
}

extension Namespace: CustomStringConvertible {
  /// `uts:[4026531838]`
  public var description: String { "\(kind.name):[\(number)]" }
}
