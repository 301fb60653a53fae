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
  private var namespaces: [Int32: [NamespaceKind: Namespace]] = [:]

  init(
    table: ProcessTable, members: [ProcessStatus], outside: ProcessReference,
    outsideNamespaces: [NamespaceKind: Namespace], draws: [String: String], bindings: [String: Bound]
  ) {
    self.table = table
    self.members = members
    self.outside = outside
    self.outsideNamespaces = outsideNamespaces
    self.draws = draws
    self.bindings = bindings
  }

  func isBound(_ name: String) -> Bool { name == "outside" || bindings[name] != nil }

  func isAlive(_ process: ProcessReference) -> Bool {
    guard let status = table.processes[process.pid] else { return false }
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
    case .namespace, .processes: return representative(of: name).flatMap { namespace(kind, of: $0) }
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

  func members(in namespace: Namespace) -> [ProcessStatus] {
    members.filter { self.namespace(namespace.kind, of: $0.pid) == namespace }
  }

  func pids(of name: String) -> [Int32] {
    if name == "outside" { return [outside.pid] }
    switch bindings[name] {
    case .processes(let all): return all.filter { isAlive($0) }.map(\.pid)
    case .namespace(let namespace): return members(in: namespace).map(\.pid)
    case nil: return []
    }
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
      guard name.hasSuffix(".pid") else { return nil }
      return representative(of: String(name.dropLast(4))).map(String.init)
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
