internal import CLinux
internal import Isolation

/// The state of the host and of the session at one moment: what all checks of one round look at.
final class Look {
  let table: ProcessTable
  /// The living processes of the session, by pid.
  let members: [ProcessStatus]
  /// The lab's first shell.
  let outside: ProcessReference
  /// The namespaces of that shell when the session began.
  let outsideNamespaces: [NamespaceKind: Namespace]
  var bindings: [String: Bound]
  let draws: [String: String]
  /// The mounts that any process of the session saw when the step began, by `MountPoint.key`.
  let knownMounts: Set<String>
  /// The scene's control groups, by controller.
  var groups: [String: GroupPlace] = [:]
  /// Frozen names of namespaces that are no more.
  var gone: Set<String> = []
  /// How processes have ended, as far as that is known.
  var endings = Endings()
  /// What earlier rounds of this step have measured.
  var history = History()
  /// What has come since the step began counts: boot ticks.
  let since: UInt64
  private var namespaces: [Int32: [NamespaceKind: Namespace]] = [:]
  private var mountTables: [Int32: MountTable] = [:]

  init(
    table: ProcessTable, members: [ProcessStatus], outside: ProcessReference,
    outsideNamespaces: [NamespaceKind: Namespace], draws: [String: String], bindings: [String: Bound],
    knownMounts: Set<String> = [], since: UInt64 = 0
  ) {
    self.knownMounts = knownMounts
    self.since = since
    self.table = table
    self.members = members
    self.outside = outside
    self.outsideNamespaces = outsideNamespaces
    self.draws = draws
    self.bindings = bindings
  }

  func isBound(_ name: String) -> Bool { name == "outside" || bindings[name] != nil }

  func isAlive(_ process: ProcessReference) -> Bool {
    // In a bustle the table may lack a process that is there.
    guard let status = table.processes[process.pid] else { return process.isAlive }
    return status.started == process.started && status.isAlive
  }

  /// The namespace that a process is in; nil if that may not be read, or the process has gone.
  func namespace(_ kind: NamespaceKind, of pid: Int32) -> Namespace? {
    if let known = namespaces[pid]?[kind] { return known }
    let read = try? Namespace(kind, of: pid)
    namespaces[pid, default: [:]][kind] = read
    return read
  }

  /// The namespace of that kind that a name stands for: itself, or that of the process.
  func namespace(_ kind: NamespaceKind, named name: String) -> Namespace? {
    if name == "outside" { return outsideNamespaces[kind] }
    switch bindings[name] {
    case .namespace(let namespace) where namespace.kind == kind: return namespace
    case .namespace, .processes, .mount, .group:
      return representative(of: name).flatMap { namespace(kind, of: $0) }
    case nil: return nil
    }
  }

  /// The pid or user namespace that the process's own is nested in. NS_GET_PARENT of ioctl_ns(2)
  func parent(of kind: NamespaceKind, of pid: Int32) -> Namespace? {
    do throws(Errno) {
      return try NamespaceFile(opening: CString("/proc/\(pid)/ns/\(kind.name)")).parent().namespace()
    } catch {
      return nil
    }
  }

  /// proc_pid_mountinfo(5), read once.
  func mountTable(of pid: Int32) throws(Errno) -> MountTable {
    if let known = mountTables[pid] { return known }
    let table = MountTable(try readFile(CString("/proc/\(pid)/mountinfo")))
    mountTables[pid] = table
    return table
  }

  /// Processes of the same user that are not of the lab, and have begun since the step began.
  func newcomersElsewhere() -> [ProcessStatus] {
    guard let all = try? ProcessTable() else { return [] }
    let mine = Set(members.map(\.pid)), user = all.processes[cl_getpid()]?.users.first
    return all.processes.values.filter {
      $0.started > since && $0.isAlive && $0.users.first == user && !mine.contains($0.pid)
        && $0.pid != cl_getpid()
    }
  }

  func members(in namespace: Namespace) -> [ProcessStatus] {
    members.filter { self.namespace(namespace.kind, of: $0.pid) == namespace }
  }

  func pids(of name: String) -> [Int32] {
    if name == "outside" { return [outside.pid] }
    if gone.contains(name) { return [] }
    switch bindings[name] {
    case .processes(let all): return all.filter { isAlive($0) }.map(\.pid)
    case .namespace(let namespace): return members(in: namespace).map(\.pid)
    case .mount(let mount): return pids(of: mount.place)
    case .group(let group): return processes(in: group)
    case nil: return []
    }
  }

  /// Whether what a name stands for still exists.
  func isThere(_ name: String) -> Bool {
    switch bindings[name] {
    case .mount(let mount):
      guard let pid = representative(of: mount.place), let table = try? mountTable(of: pid) else {
        return false
      }
      return table.mounts.contains { $0.id == mount.id && $0.path == mount.path }
    case .group(let group): return groupsBelowScene().contains(group)
    default: return representative(of: name) != nil
    }
  }

  /// Whether it is a namespace in which nobody is, and to which nothing leads.
  func hasGone(_ name: String) -> Bool {
    guard case .namespace(let namespace)? = bindings[name] else { return false }
    return members(in: namespace).isEmpty && descriptors(on: namespace).isEmpty
  }

  /// A sentence with all filled in that is known.
  func shown(_ text: Text) -> Text {
    func partly(_ text: String) -> String { text.filled { filled("${\($0)}") ?? "${\($0)}" } ?? text }
    return Text(en: partly(text.in(.english)), zh: partly(text.in(.chinese)))
  }

  /// A living process by which one can look at what the name stands for.
  func representative(of name: String) -> Int32? { pids(of: name).first }

  func status(of name: String) -> ProcessStatus? { representative(of: name).flatMap { table.processes[$0] } }

  /// Descriptors of the lab's processes that stand for a namespace: /proc/PID/fd/N.
  func descriptors(on namespace: Namespace) -> [CString] {
    members.flatMap { process -> [CString] in
      let folder = "/proc/\(process.pid)/fd"
      guard let names = try? Descriptor(opening: CString(folder)).names() else { return [] }
      return names.map { CString("\(folder)/\($0.text)") }
        .filter { (try? FileIdentity(of: $0)) == namespace.identity }
    }
  }

  func describe(_ kind: NamespaceKind, of pid: Int32) -> String {
    namespace(kind, of: pid).map { "\($0)" } ?? "/proc/\(pid)/ns/\(kind.name)"
  }

  /// A text with `${draw}` and `${binding.pid}` filled in; nil while one of them is not known.
  func filled(_ text: String) -> String? {
    text.filled { name in
      if let value = draws[name] { return value }
      guard let dot = name.lastIndex(of: ".") else { return nil }
      return property(String(name[name.index(after: dot)...]), of: String(name[..<dot]))
    }
  }

  /// `pid`, `nspid`, `name`, a kind of namespace, or `path` of a mount.
  private func property(_ property: String, of name: String) -> String? {
    if property == "path" {
      switch bindings[name] {
      case .mount(let mount)?: return mount.path
      case .group(let group)?: return groups.values.map { "\($0.path)/\(group.way)" }.min()
      default: return nil
      }
    }
    if property != "pid", let kind = NamespaceKind(named: property) {
      return namespace(kind, named: name).map { "\($0)" }
    }
    guard let status = status(of: name) else { return nil }
    switch property {
    case "pid": return "\(status.pid)"
    case "nspid": return status.levels.last.map(String.init)
    case "name": return status.name
    default: return nil
    }
  }
}

extension String {
  /// Every `${name}` replaced; nil if one of them is not known.
  func filled(_ value: (String) -> String?) -> String? {
    var result = "", rest = self[...]
    while let start = rest.firstRange(of: "${") {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "}"), let filled = value(String(rest[..<end])) else { return nil }
      result += filled
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
