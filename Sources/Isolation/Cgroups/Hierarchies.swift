/// A tree of control groups that is mounted, and what it controls. cgroups(7)
public struct Hierarchy: Hashable, Sendable {
  public let version: GroupVersion
  /// Of version 1 those that it was mounted with, `name=systemd` included; of version 2 those that its topmost visible
  /// group has.
  public let controllers: [String]
  public let mount: CString
  /// The group that is mounted there, as seen from the reader's cgroup root: `/` unless it was made in a cgroup
  /// namespace, or for a container.
  public let root: String

  public init(version: GroupVersion, controllers: [String], mount: CString, root: String = "/") {
    self.version = version
    self.controllers = controllers
    self.mount = mount
    self.root = root
  }

  /// Where a group is; nil where that is above or beside what is mounted.
  public func directory(of path: String) -> CString? {
    let top = root == "/" ? "" : root
    guard path == top || path.hasPrefix(top + "/") else { return nil }
    let below = path.dropFirst(top.utf8.count)
    // Above, or beside: but a group may be called `..a`.
    if below == "/.." || below.hasPrefix("/../") { return nil }
    return mount + CString(below == "/" ? "" : String(below))
  }

  /// The path of a group by its directory; nil where that is none of this hierarchy.
  public func path(of directory: String) -> String? {
    let mount = mount.text
    guard directory == mount || directory.hasPrefix(mount + "/") else { return nil }
    let path = (root == "/" ? "" : root) + directory.dropFirst(mount.utf8.count)
    return path.isEmpty ? "/" : path
  }
}

/// How control groups are mounted here.
public struct Hierarchies: Sendable {
  public let all: [Hierarchy]

  public init(_ all: [Hierarchy]) { self.all = all }

  /// `reading`: what the topmost group of a mount of version 2 says in cgroup.controllers.
  public init(_ mounts: MountTable, reading controllers: (CString) -> String) {
    var seen: [String: Int] = [:]
    var all: [Hierarchy] = []
    for mount in mounts.mounts where mount.type == "cgroup" || mount.type == "cgroup2" {
      // What is covered by a later mount cannot be reached by its path.
      guard mounts.isReachable(mount) else { continue }
      let path = CString(mount.path)
      let next =
        mount.type == "cgroup2"
        ? Hierarchy(
          version: .two, controllers: controllers(path).split { $0 == " " || $0 == "\n" }.map(String.init),
          mount: path, root: mount.root)
        : Hierarchy(
          version: .one, controllers: mount.options.filter(Self.isController), mount: path, root: mount.root)
      // The same may be mounted several times; most is seen from the highest root.
      if let index = seen[mount.device] {
        if next.root.utf8.count < all[index].root.utf8.count { all[index] = next }
      } else {
        seen[mount.device] = all.count
        all.append(next)
      }
    }
    self.all = all
  }

  /// Those of the caller's mount namespace. ENOENT where /proc is not mounted.
  public static func own() throws(Errno) -> Hierarchies {
    Hierarchies(try MountTable.own()) { (try? readFile($0 + "/cgroup.controllers")) ?? "" }
  }

  /// Options of a mount of version 1 that are no controllers.
  private static func isController(_ option: String) -> Bool {
    let others = ["rw", "ro", "xattr", "noprefix", "clone_children", "cpuset_v2_mode", "seclabel"]
    return !others.contains(option) && !option.hasPrefix("release_agent")
  }

  public var two: Hierarchy? { all.first { $0.version == .two } }

  /// The one that has the controller, by its name in version 2: it is in one only. `cpuacct` is part of `cpu` there, and
  /// `io` was called `blkio`.
  public func hierarchy(of controller: String) -> Hierarchy? {
    if let two, two.controllers.contains(controller) { return two }
    let name = controller == "io" ? "blkio" : controller
    return all.first { $0.version == .one && $0.controllers.contains(name) }
  }
}
