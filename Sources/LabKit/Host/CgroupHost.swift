internal import CLinux
internal import Isolation

/// The control groups of this host, as the caller has them. cgroups(7)
public struct CgroupHost: Sendable {
  /// How they are mounted.
  public enum Mode: String, Sendable { case v1, v2, hybrid, none }

  /// A controller, and the version of the hierarchy that it is on; nil where it is on none.
  public struct Controller: Sendable {
    public let name: String
    public let version: Int?
  }

  public let mode: Mode
  public let controllers: [Controller]
  /// The group of version 2 that the caller is in; nil where none can be seen.
  public let own: String?
  /// Whether the caller may make groups in it and move processes there.
  public let isDelegated: Bool

  init() {
    let mounts = (try? MountTable.own()) ?? MountTable("")
    let one = mounts.mounts.filter { $0.type == "cgroup" }
    let two = mounts.mounts.first { $0.type == "cgroup2" }
    mode = one.isEmpty ? (two == nil ? .none : .v2) : two == nil ? .v1 : .hybrid
    // What version 2 offers stands in the group that is mounted: at most what the root has.
    let offered = two.flatMap { try? readLine(CString($0.path + "/cgroup.controllers")) } ?? ""
    let onTwo = Set(offered.split(separator: " ").map(String.init))
    let onOne = Set(one.flatMap(\.options))
    let known = ((try? readFile("/proc/cgroups")) ?? "").split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: "\t").first.map(String.init) }
    controllers = Set(known).union(onTwo).sorted().map { name in
      // Version 2 calls blkio io, and has cpuacct in cpu.
      let two = onTwo.contains(name) || name == "blkio" && onTwo.contains("io")
      return Controller(name: name, version: two ? 2 : onOne.contains(name) ? 1 : nil)
    }
    let entry = (try? CgroupMembership(of: cl_getpid()))?.entries.first { $0.controllers.isEmpty }
    let folder = entry?.directory(in: mounts)
    own = folder?.text
    isDelegated = folder.map { Self.isWritable($0) } ?? false
  }

  /// Whether both files can be opened for writing: nothing is written.
  private static func isWritable(_ folder: CString) -> Bool {
    ["cgroup.procs", "cgroup.subtree_control"].allSatisfy { name in
      // O_WRONLY
      (try? Descriptor(opening: CString("\(folder.text)/\(name)"), 1).identity()) != nil
    }
  }

  /// Those on a hierarchy of that version, or on none.
  public func names(on version: Int?) -> [String] { controllers.filter { $0.version == version }.map(\.name) }
}
