internal import CLinux

/// Who a process acts as: its effective ids. credentials(7)
public struct Credentials: Hashable, Sendable {
  public let user: UInt32
  public let group: UInt32

  public init(user: UInt32, group: UInt32) {
    self.user = user
    self.group = group
  }

  public static let root = Credentials(user: 0, group: 0)
  public static var current: Credentials { Credentials(user: cl_euid(), group: cl_egid()) }

  /// Whether the caller may map any id of its user namespace in a new one: CAP_SETUID or CAP_SETGID,
  /// bits 7 and 6 of linux/capability.h.
  public static func mayMap(_ kind: IdKind) -> Bool {
    cl_capabilities() >> (kind == .user ? 7 : 6) & 1 == 1
  }

  /// Whether the caller may change its supplementary groups: CAP_SETGID, bit 6 of
  /// linux/capability.h, and no "deny" in its user namespace.
  public static var mayDropGroups: Bool {
    cl_capabilities() >> 6 & 1 == 1
      && (try? readLine("/proc/self/setgroups")) != SetgroupsRule.deny.rawValue
  }
}
