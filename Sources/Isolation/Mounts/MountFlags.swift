internal import CLinux

/// Flags of mount(2).
public struct MountFlags: OptionSet, Hashable, Sendable {
  public let rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }

  public static let noSetuid = MountFlags(rawValue: Int32(MS_NOSUID))
  public static let noDevices = MountFlags(rawValue: Int32(MS_NODEV))
  public static let noExec = MountFlags(rawValue: Int32(MS_NOEXEC))
  public static let bind = MountFlags(rawValue: Int32(MS_BIND))
  public static let recursive = MountFlags(rawValue: Int32(MS_REC))
  public static let `private` = MountFlags(rawValue: Int32(MS_PRIVATE))
  public static let shared = MountFlags(rawValue: Int32(MS_SHARED))
  public static let slave = MountFlags(rawValue: Int32(MS_SLAVE))

  private static let names: [(MountFlags, String)] = [
    (.noSetuid, "MS_NOSUID"), (.noDevices, "MS_NODEV"), (.noExec, "MS_NOEXEC"),
    (.bind, "MS_BIND"), (.recursive, "MS_REC"), (.private, "MS_PRIVATE"),
    (.shared, "MS_SHARED"), (.slave, "MS_SLAVE"),
  ]
}

extension MountFlags: CustomStringConvertible {
  /// `MS_REC|MS_PRIVATE`
  public var description: String {
    isEmpty ? "0" : Self.names.filter { contains($0.0) }.map(\.1).joined(separator: "|")
  }
}
