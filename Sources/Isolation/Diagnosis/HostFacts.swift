internal import CLinux

/// What a diagnosis reads of this host, once, after something failed.
public struct HostFacts: Sendable {
  public var user: UInt32 = 0
  /// CapEff of the caller.
  public var capabilities: UInt64 = 0
  /// Whether "/" is another directory than the root of the mount namespace.
  public var isChrooted = false
  /// How many user namespaces there are from the caller's up to the initial one, if that can be
  /// seen: at most what the kernel shows.
  public var userDepth = 0
  /// /proc/sys/user/max_*_namespaces
  public var limits: [NamespaceKind: UInt64] = [:]
  public var threads: Int32 = 1

  public init() {}

  public static var current: HostFacts {
    var facts = HostFacts()
    facts.user = cl_euid()
    facts.threads = cl_threads()
    facts.capabilities = cl_capabilities()
    facts.isChrooted = rootIsNoMount
    facts.userDepth = (try? Namespace.ancestry(of: "/proc/self/ns/user").count) ?? 0
    for kind in NamespaceKind.allCases {
      guard let line = try? readLine(CString("/proc/sys/user/max_\(kind.name)_namespaces")) else { continue }
      facts.limits[kind] = UInt64(line)
    }
    return facts
  }

  /// After chroot(2) into a plain directory no mount point that one can reach is called "/".
  private static var rootIsNoMount: Bool {
    guard let table = try? readFile("/proc/self/mountinfo") else { return false }
    return !table.split(separator: "\n").contains { line in
      let fields = line.split(separator: " ")
      return fields.count > 4 && fields[4] == "/"
    }
  }

  /// CAP_SYS_ADMIN, bit 21 of linux/capability.h
  public var isAdministrator: Bool { capabilities >> 21 & 1 == 1 }
}
