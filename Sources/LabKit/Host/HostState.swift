internal import CLinux
internal import Isolation

/// What of the host a lab could have changed.
struct HostState {
  let mounts: [Substring]
  let links: [String]
  let segments: [Substring]
  let cgroups: Set<String>

  init() {
    mounts = ((try? readFile("/proc/self/mountinfo")) ?? "").split(separator: "\n")
    links = ((try? readFile("/proc/net/dev")) ?? "").split(separator: "\n").dropFirst(2)
      .compactMap { $0.split(separator: ":").first.map { $0.filter { $0 != " " } } }
    segments = ["shm", "sem", "msg"].flatMap { kind in
      ((try? readFile(CString("/proc/sysvipc/\(kind)"))) ?? "").split(separator: "\n").dropFirst()
        .compactMap { $0.split(separator: " ").prefix(2).last }
    }
    cgroups = Set(
      mounts.filter { $0.contains(" - cgroup") }.compactMap { line in
        let fields = line.split(separator: " ")
        return fields.count > 4 ? String(fields[4]) : nil
      }.flatMap(Self.folders))
  }

  private static func folders(below top: String) -> [String] {
    guard let names = try? Descriptor(opening: CString(top)).names() else { return [] }
    return names.map { "\(top)/\($0.text)" }.filter { path in
      var identity = cl_identity()
      // S_IFDIR of inode(7)
      return unsafe cl_identify(-1, path, &identity) >= 0 && identity.mode & 0o170000 == 0o040000
    }.flatMap { [$0] + folders(below: $0) }
  }

  /// What is there now and was not before, and namespaces that ought to have gone.
  func leftovers(since before: HostState, namespaces: Set<Namespace>) -> [String] {
    var all: [String] = []
    all += mounts.filter { !before.mounts.contains($0) }.map { "mount \($0)" }
    all += before.mounts.filter { !mounts.contains($0) }.map { "missing mount \($0)" }
    all += links.filter { !before.links.contains($0) }.map { "link \($0)" }
    all += before.links.filter { !links.contains($0) }.map { "missing link \($0)" }
    all += segments.filter { !before.segments.contains($0) }.map { "SysV object \($0)" }
    all += cgroups.subtracting(before.cgroups).map { "cgroup \($0)" }
    if let table = try? ProcessTable() {
      all += table.descendants(of: cl_getpid()).filter(\.isAlive).map { "process \($0.pid) (\($0.name))" }
      let own = Set(NamespaceKind.allCases.compactMap { try? Namespace($0, of: cl_getpid()) })
      let suspects = namespaces.subtracting(own)
      for pid in table.processes.keys {
        for kind in NamespaceKind.allCases {
          guard let namespace = try? Namespace(kind, of: pid), suspects.contains(namespace) else { continue }
          all.append("\(namespace) of process \(pid)")
        }
      }
    }
    return all
  }
}
