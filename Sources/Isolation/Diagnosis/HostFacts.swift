internal import CLinux

/// What a diagnosis reads of this host, once, after something failed.
///
/// It is read by the process that tells of the failure: where that has entered or made namespaces
/// already, it is what the kernel shows there. Who the caller was before, its `Origin` tells.
public struct HostFacts: Sendable {
  public var user: UInt32 = 0
  /// CapEff of the caller.
  public var capabilities: UInt64 = 0
  public var threads: Int32 = 1
  /// Of the kernel: `6.1.0-30-amd64`
  public var release = ""
  public var mounts = MountTable("")
  /// Kinds of namespace that /proc/self/ns shows.
  public var kinds = Set(NamespaceKind.allCases)
  /// The caller's pid at every level that this /proc knows of.
  public var levels: [Int32] = []
  /// Whether the caller's pid namespace belongs to its user namespace.
  public var ownsPidNamespace = true
  /// Whether the caller's next child will be in another pid namespace than the caller.
  public var childrenGoElsewhere = false
  /// /proc/sys/user/max_*_namespaces
  public var limits: [NamespaceKind: UInt64] = [:]
  /// Settings of some distributions that keep user namespaces from ordinary users: name and value.
  public var restrictions: [String: String] = [:]
  /// What the kernel says to a new namespace of just these kinds; nil where it makes one.
  public var refusal: @Sendable (NamespaceKinds) -> Errno? = { _ in nil }

  public init() {}

  /// The caller's effective group.
  public var group: UInt32 = 0
  public var userName: String?
  /// The group that passwd(5) gives the user.
  public var loginGroup: UInt32?
  /// Whether exec may give no privilege: NoNewPrivs of /proc/self/status.
  public var hasNoNewPrivileges = false
  /// `allow` or `deny`: /proc/self/setgroups
  public var setgroups = ""
  /// Whether /proc/self/gid_map is empty now.
  public var hasNoGroups = false
  /// /proc/self/uid_map and gid_map, from before anything was done
  public var maps: [IdKind: IdMap] = [:]
  /// /etc/subuid and /etc/subgid
  public var subordinates: [IdKind: String] = [:]
  /// Where the programs are that map ids, as PATH finds them.
  public var programs: [CString: CString] = [:]
  /// What such a program may do.
  public var program: @Sendable (CString) -> (hasSetuid: Bool, capabilities: UInt64)? = { _ in nil }
  public var isDebian = false
  /// Where the clocks stand, in seconds.
  public var clocks: [ShiftedClock: Int64] = [:]

  /// The first two numbers of the release.
  var version: (Int, Int) {
    let parts = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    return parts.count == 2 ? (parts[0], parts[1]) : (0, 0)
  }

  /// CAP_SYS_ADMIN, bit 21 of linux/capability.h
  public var isAdministrator: Bool { capabilities >> 21 & 1 == 1 }

  /// Whether "/" is a plain directory: after chroot(2) into one no mount that one can reach is
  /// called so. A chroot into a mount point does not show.
  public var isChrooted: Bool { !mounts.mounts.isEmpty && !mounts.isMountPoint("/") }
}

extension HostFacts {
  /// This host, now.
  public static var current: HostFacts { current(since: Origin()) }

  /// The same, when a plan has been run by one who began like this.
  public static func current(since origin: Origin) -> HostFacts {
    var facts = HostFacts()
    facts.user = origin.me.user
    facts.group = origin.me.group
    facts.maps = origin.maps
    facts.capabilities = cl_capabilities()
    facts.threads = cl_threads()
    facts.release = (try? UnameField.release.read()) ?? ""
    if let mounts = try? MountTable.own() { facts.mounts = mounts }
    if let status = try? readFile("/proc/self/status") {
      facts.levels = ProcessStatus(status: status, stat: "").levels
      facts.hasNoNewPrivileges = status.split(separator: "\n").contains("NoNewPrivs:\t1")
    }
    facts.readIdentity()
    for clock in ShiftedClock.allCases { facts.clocks[clock] = clock.now }
    facts.kinds = facts.kinds.filter { (try? FileIdentity(of: CString("/proc/self/ns/\($0.name)"))) != nil }
    facts.ownsPidNamespace = pidNamespaceIsOwn
    facts.childrenGoElsewhere =
      (try? FileIdentity(of: "/proc/self/ns/pid_for_children"))
      != (try? FileIdentity(of: "/proc/self/ns/pid"))
    for kind in NamespaceKind.allCases {
      guard let line = try? readLine(CString("/proc/sys/user/max_\(kind.name)_namespaces")) else { continue }
      facts.limits[kind] = UInt64(line)
    }
    for name in ["unprivileged_userns_clone", "apparmor_restrict_unprivileged_userns"] {
      facts.restrictions["kernel." + name] = try? readLine(CString("/proc/sys/kernel/" + name))
    }
    facts.refusal = tried
    return facts
  }

  private static var pidNamespaceIsOwn: Bool {
    do throws(Errno) {
      let owner = try NamespaceFile(opening: "/proc/self/ns/pid").owner()
      return try owner.namespace().identity == FileIdentity(of: "/proc/self/ns/user")
    } catch {
      // EPERM: it lies further out.
      return error != .notPermitted
    }
  }

  /// In a process of its own, which takes the new namespace with it.
  private static let tried: @Sendable (NamespaceKinds) -> Errno? = { kinds in
    let pid = cl_fork()
    if pid == 0 { cl_exit(-cl_unshare(kinds.flags)) }
    guard pid > 0, case .exited(let code) = Ending(cl_wait(pid)), code != 0 else { return nil }
    return Errno(code)
  }
}
