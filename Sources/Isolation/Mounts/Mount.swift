internal import CLinux

/// mount(2), in its old form: one call, many meanings.
public struct Mount: Action, Equatable {
  public let source: Place
  public let target: CString
  public let type: CString?
  public let flags: MountFlags
  /// Options of the file system: `size=64m`.
  public let data: CString?
  /// Seen by others too, so it must be taken away again when the plan fails.
  public let isSeenOutside: Bool

  public init(
    _ source: Place, on target: CString, type: CString? = nil, _ flags: MountFlags,
    data: CString? = nil, isSeenOutside: Bool = false
  ) {
    self.source = source
    self.target = target
    self.type = type
    self.flags = flags
    self.data = data
    self.isSeenOutside = isSeenOutside
  }

  public var call: String {
    "mount(\(source), \(target), \(type.map(\.description) ?? "NULL"), \(flags), \(data.map(\.description) ?? "NULL"))"
  }
  public var page: String { isPropagation ? "mount_namespaces(7)" : "mount(2)" }
  public var undo: (any Undo)? { isSeenOutside ? Unmount(target) : nil }
  public var hasUndo: Bool { isSeenOutside }
  /// It changes only with whom later mounts are shared.
  public var isPropagation: Bool { flags.isSubset(of: [.recursive, .private, .shared, .slave]) }

  public func perform(in scene: inout Scene) throws(Errno) {
    let flags = UInt(UInt32(bitPattern: flags.rawValue))
    let source = try source.resolved(in: scene)
    try Errno.check(unsafe cl_mount(source.bytes, target.bytes, type?.bytes, flags, data?.bytes))
  }
}

extension Mount {
  /// A new instance of proc, which shows the pid namespace of the one that mounts it. proc(5)
  public static func proc(on target: CString) -> Mount {
    Mount(.path("proc"), on: target, type: "proc", [.noSetuid, .noExec, .noDevices])
  }
  /// A file system in memory, of a bounded size. tmpfs(5)
  public static func tmpfs(on target: CString, megabytes: Int) -> Mount {
    Mount(
      .path("tmpfs"), on: target, type: "tmpfs", [.noSetuid, .noDevices],
      data: CString("mode=755,size=\(megabytes)m"))
  }
  /// How all mounts from there downwards share later mounts. mount_namespaces(7)
  public static func propagation(_ kind: MountFlags, on target: CString = "/") -> Mount {
    Mount(.path("none"), on: target, [.recursive, kind])
  }
  /// Keeps a new namespace alive under a name, by a bind mount of its file.
  public static func keep(_ kind: NamespaceKind, of role: Role, at file: CString) -> Mount {
    Mount(.proc("ns/" + kind.newFile, of: role), on: file, .bind, isSeenOutside: true)
  }
}
