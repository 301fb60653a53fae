internal import CLinux

/// A control group of version 2, known by its directory. cgroups(7)
public struct ControlGroup: Hashable, Sendable {
  public let path: CString
  public init(_ path: CString) { self.path = path }

  public func read(_ file: String) throws(Errno) -> String { try readFile(path + CString("/" + file)) }

  public func write(_ text: String, to file: String) throws(Errno) {
    let bytes = Array(text.utf8)
    try Errno.check(unsafe cl_put((path + CString("/" + file)).bytes, bytes, bytes.count))
  }

  /// The groups right below.
  public var children: [ControlGroup] {
    do throws(Errno) {
      // Which version it is makes no difference to its directory.
      return try GroupFolder(opening: path, .two).children().map { ControlGroup(path + "/" + $0) }
    } catch { return [] }
  }

  /// The living processes in it and below, as one's own pid namespace counts.
  public var processes: [Int32] {
    let own = ((try? read("cgroup.procs")) ?? "").split(separator: "\n").compactMap { Int32($0) }
    return own + children.flatMap(\.processes)
  }

  /// Whether this user may make groups in it, and move processes into these.
  public var isMine: Bool {
    unsafe cl_may_write(path.bytes) >= 0 && cl_may_write((path + "/cgroup.procs").bytes) >= 0
  }

  /// Whether it is mounted so that nobody may.
  public var isReadOnly: Bool { unsafe cl_may_write(path.bytes) == -Errno.readOnly.code }
}

extension ControlGroup {
  /// Whether a process may be moved here from another group of version 2: one must be allowed to write the cgroup.procs of
  /// the nearest group above both. "Delegation" of cgroups(7)
  public func maySettle(from own: ControlGroup) -> Bool {
    let above = Set(own.lineage)
    guard let common = lineage.first(where: { above.contains($0) }) else { return true }
    return unsafe cl_may_write((common.path + "/cgroup.procs").bytes) >= 0
  }
}

extension ControlGroup {
  /// The one that this process is in; nil where there is no version 2, or it is not mounted that far up.
  public static var own: ControlGroup? {
    guard let mounts = try? MountTable.own(), let membership = try? CgroupMembership(of: cl_getpid()) else {
      return nil
    }
    return membership.entries.first { $0.controllers.isEmpty }?.directory(in: mounts).map { ControlGroup($0) }
  }

  /// It and those above, up to where the hierarchy is mounted.
  public var lineage: [ControlGroup] {
    let tops = ((try? MountTable.own())?.mounts ?? []).filter { $0.type == "cgroup2" }.map(\.path)
    var all = [self], path = self.path.text
    while !tops.contains(path), let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      path = String(path[..<slash])
      all.append(ControlGroup(CString(path)))
    }
    return all
  }
}
