internal import CLinux

/// The kinds of namespace, each a row of one table. See namespaces(7).
public enum NamespaceKind: CaseIterable, Hashable, Sendable {
  // The user namespace first: it decides what may be done in all that follow.
  case user, mount, uts, ipc, net, pid, cgroup, time

  private var row: (name: String, flag: Int32, constant: String, page: String) {
    switch self {
    case .user: ("user", CLONE_NEWUSER, "CLONE_NEWUSER", "user_namespaces(7)")
    case .mount: ("mnt", CLONE_NEWNS, "CLONE_NEWNS", "mount_namespaces(7)")
    case .uts: ("uts", CLONE_NEWUTS, "CLONE_NEWUTS", "uts_namespaces(7)")
    case .ipc: ("ipc", CLONE_NEWIPC, "CLONE_NEWIPC", "ipc_namespaces(7)")
    case .net: ("net", CLONE_NEWNET, "CLONE_NEWNET", "network_namespaces(7)")
    case .pid: ("pid", CLONE_NEWPID, "CLONE_NEWPID", "pid_namespaces(7)")
    case .cgroup: ("cgroup", CLONE_NEWCGROUP, "CLONE_NEWCGROUP", "cgroup_namespaces(7)")
    case .time: ("time", CLONE_NEWTIME, "CLONE_NEWTIME", "time_namespaces(7)")
    }
  }

  /// The file in /proc/PID/ns, and the word lsns(8) uses.
  public var name: String { row.name }
  public var flag: Int32 { row.flag }
  /// `CLONE_NEWUTS`
  public var constant: String { row.constant }
  /// `uts_namespaces(7)`
  public var page: String { row.page }
  /// A pid or time namespace is for the children of the one that makes or enters it.
  public var isForChildren: Bool { self == .pid || self == .time }
  /// The file that leads to a new one.
  public var newFile: String { isForChildren ? name + "_for_children" : name }

  /// The long option that unshare(1) and nsenter(1) share.
  public var optionName: String { self == .mount ? "mount" : name }
  /// And its letter.
  public var optionLetter: Unicode.Scalar {
    switch self {
    case .user: "U"
    case .mount: "m"
    case .uts: "u"
    case .ipc: "i"
    case .net: "n"
    case .pid: "p"
    case .cgroup: "C"
    case .time: "T"
    }
  }

  /// The kind that /proc calls so; nil for what is none.
  public init?(named name: some StringProtocol) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}

/// Several kinds: the flags of one unshare(2) or setns(2).
public struct NamespaceKinds: OptionSet, Hashable, Sendable {
  public let rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
  public init(_ kind: NamespaceKind) { rawValue = kind.flag }

  public static let user = NamespaceKinds(.user)
  public static let mount = NamespaceKinds(.mount)
  public static let uts = NamespaceKinds(.uts)
  public static let ipc = NamespaceKinds(.ipc)
  public static let net = NamespaceKinds(.net)
  public static let pid = NamespaceKinds(.pid)
  public static let cgroup = NamespaceKinds(.cgroup)
  public static let time = NamespaceKinds(.time)

  public static let all: NamespaceKinds = [.user, .mount, .uts, .ipc, .net, .pid, .cgroup, .time]

  public var flags: Int32 { rawValue }
  public func contains(_ kind: NamespaceKind) -> Bool { rawValue & kind.flag != 0 }
  /// In the table's order.
  public var ordered: [NamespaceKind] { NamespaceKind.allCases.filter { contains($0) } }
  /// `CLONE_NEWUSER|CLONE_NEWPID`
  public var constants: String { ordered.map(\.constant).joined(separator: "|") }
}
