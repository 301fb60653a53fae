internal import CLinux
internal import Isolation

/// What of the host a lab could have changed, apart from processes.
struct HostState {
  /// Lines of the caller's own mount table.
  var mounts: [Substring]
  var links: [String]
  var objects: [HostObject]
  var cgroups: Set<String>

  init() {
    mounts = ((try? readFile("/proc/self/mountinfo")) ?? "").split(separator: "\n")
    links = ((try? readFile("/proc/net/dev")) ?? "").split(separator: "\n").dropFirst(2)
      .compactMap { $0.split(separator: ":").first.map { $0.filter { $0 != " " } } }
    objects = HostObject.all()
    let tops = mounts.compactMap(MountPoint.init).filter { $0.type.hasPrefix("cgroup") }.map(\.path)
    cgroups = Set(tops.flatMap { ControlGroup(CString($0)).below })
  }

  /// What is there now and was not before, or the other way round, as far as it is the session's.
  func leftovers(since before: HostState, of traces: Traces) -> [String] {
    var all: [String] = []
    all += mounts.filter { !before.mounts.contains($0) && isMount($0, of: traces) }.map { "mount \($0)" }
    all += before.mounts.filter { !mounts.contains($0) && isMount($0, of: traces) }
      .map { "missing mount \($0)" }
    all += links.filter { !before.links.contains($0) && traces.names($0) }.map { "link \($0)" }
    all += before.links.filter { !links.contains($0) && traces.names($0) }.map { "missing link \($0)" }
    all += objects.filter { !before.objects.contains($0) && $0.isLeft(by: traces) }.map { "SysV \($0)" }
    all += cgroups.subtracting(before.cgroups).filter {
      traces.isOwn($0) || traces.names(String($0.split(separator: "/").last ?? ""))
    }.sorted().map { "cgroup \($0)" }
    return all
  }

  private func isMount(_ line: Substring, of traces: Traces) -> Bool {
    if traces.isOwn(line) { return true }
    guard let mount = MountPoint(line) else { return false }
    if traces.leads(to: mount.path) { return true }
    // ip-netns(8) is given a name, not a path.
    return mount.type == "nsfs" && traces.names(String(mount.path.split(separator: "/").last ?? ""))
  }

  /// The session's processes that still live: known by the mark, because they were seen in it, or as
  /// descendants of this program.
  static func processes(of traces: Traces) -> [String] {
    // Where this program is PID 1, its warden is its child.
    let own = try? FileIdentity(of: "/proc/self/exe")
    var found = ((try? ProcessTable(below: [cl_getpid()]))?.descendants(of: cl_getpid()) ?? []).filter {
      own == nil || (try? FileIdentity(of: CString("/proc/\($0.pid)/exe"))) != own
    }
    found += traces.processes.filter(\.isAlive).compactMap { try? ProcessStatus(of: $0.pid) }
    let pids = ((try? Descriptor(opening: "/proc").names()) ?? []).compactMap { Int32($0.text) }
    found += pids.filter { $0 != cl_getpid() && Session.mark(of: $0) == traces.folder }
      .compactMap { try? ProcessStatus(of: $0) }
    let living = Dictionary(found.filter(\.isAlive).map { ($0.pid, $0) }, uniquingKeysWith: { $1 })
    return living.values.sorted { $0.pid < $1.pid }.map { "process \($0.pid) (\($0.name))" }
  }
}

/// A System V object and of which kind it is: `shm`, `sem` or `msg`. sysvipc(7)
struct HostObject: Hashable, CustomStringConvertible {
  let kind: String
  let id: Int
  let key: Int32
  let creator: Int32?

  static func all() -> [HostObject] {
    ["shm", "sem", "msg"].flatMap { kind in
      all(kind, (try? readFile(CString("/proc/sysvipc/\(kind)"))) ?? "")
    }
  }

  static func all(_ kind: String, _ table: String) -> [HostObject] {
    SystemVObject.all(in: table).map {
      HostObject(kind: kind, id: $0.id, key: $0.key, creator: $0.creator)
    }
  }

  var description: String { "\(kind) \(id), key \(key)" }

  func isLeft(by traces: Traces) -> Bool {
    if key != 0, traces.names(key: key) { return true }
    return creator.map { pid in traces.processes.contains { $0.pid == pid } } ?? false
  }
}

extension ControlGroup {
  /// The paths of all groups below.
  fileprivate var below: [String] { children.flatMap { [$0.path.text] + $0.below } }
}
