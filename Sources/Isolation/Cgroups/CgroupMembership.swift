/// Where a process is in each hierarchy of control groups: /proc/PID/cgroup. cgroups(7)
public struct CgroupMembership: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// `memory`, or `name=systemd`; none for version 2.
    public let controllers: [String]
    /// From the root of the reader's cgroup namespace; it may begin with `/..`.
    public let path: String
  }
  public let entries: [Entry]

  public init(reading text: String) {
    entries = text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return nil }
      return Entry(controllers: fields[1].split(separator: ",").map(String.init), path: String(fields[2]))
    }
  }

  public init(of pid: Int32) throws(Errno) {
    self.init(reading: try readFile(CString("/proc/\(pid)/cgroup")))
  }
}

extension CgroupMembership.Entry {
  /// The group's directory, wherever its hierarchy is mounted; nil where it is not, or not that far up.
  public func directory(in mounts: MountTable) -> CString? {
    Hierarchies(mounts) { _ in "" }.all.first { $0.holds(controllers) }?.directory(of: path)
  }
}

extension Hierarchy {
  /// Whether it is that of these controllers; of none: version 2.
  fileprivate func holds(_ controllers: [String]) -> Bool {
    controllers.isEmpty ? version == .two : Set(self.controllers).isSuperset(of: controllers)
  }
}
