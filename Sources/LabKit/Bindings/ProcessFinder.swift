internal import Isolation

/// `{process: session, in: NAMESPACE, not: [NAME...], named: WORD, nspid-last: N, child-of: NAME, count: N}`
struct ProcessFinder: Finder {
  let namespace: String?
  let excluded: [String]
  let name: String?
  let lastPid: Int?
  let parent: String?
  let count: Int

  init(_ value: Value, _ fields: inout Fields, _ names: Names) throws(FormatError) {
    guard try value.text() == "session" else { throw value.wrong(.expected("session", "session")) }
    namespace = try fields.take("in").map { value throws(FormatError) in try names.binding(value) }
    var excluded: [String] = []
    for name in try fields.take("not")?.list() ?? [] { excluded.append(try names.binding(name)) }
    self.excluded = excluded
    name = try fields.take("named").map { value throws(FormatError) in try value.text() }
    lastPid = try fields.take("nspid-last").map { value throws(FormatError) in try value.int() }
    parent = try fields.take("child-of").map { value throws(FormatError) in try names.binding(value) }
    count = try fields.take("count").map { value throws(FormatError) in try value.int() } ?? 1
  }

  var label: Text {
    var english = count == 1 ? "a process" : "\(count) processes"
    var chinese = "\(count) 个"
    if let name {
      english += " called \(name)"
      chinese += "名为 \(name) 的"
    }
    if let lastPid {
      english += " with pid \(lastPid) there"
      chinese += "在其中 PID 为 \(lastPid) 的"
    }
    if let namespace {
      english += " in \(namespace)"
      chinese = "\(namespace) 中的 " + chinese
    }
    if let parent {
      english += ", begun by \(parent)"
      chinese = "由 \(parent) 创建的 " + chinese
    }
    return Text(en: english, zh: chinese + "进程")
  }

  func find(_ look: Look) -> Found {
    let others = excluded.flatMap { look.pids(of: $0) }
    let home = namespace.flatMap { look.bindings[$0] }
    let fitting = look.members.filter { process in
      if others.contains(process.pid) { return false }
      if namespace != nil {
        guard case .namespace(let space)? = home, look.namespace(space.kind, of: process.pid) == space else {
          return false
        }
      }
      if let name, process.name != name { return false }
      if let lastPid, process.levels.last != Int32(lastPid) { return false }
      if let parent, !look.pids(of: parent).contains(process.parent) { return false }
      return true
    }
    let shown = fitting.prefix(count).map { "\($0.pid) (\($0.name))" }.joined(separator: ", ")
    let source = fitting.prefix(count).map { "/proc/\($0.pid)/status" }.joined(separator: ", ")
    guard fitting.count >= count else {
      return .nothing(
        Evidence(
          Text(
            en: "\(fitting.count) of the lab's \(look.members.count) processes fit",
            zh: "本实验的 \(look.members.count) 个进程中有 \(fitting.count) 个符合"),
          source: source.isEmpty ? "/proc/PID/status" : source))
    }
    return .bound(
      .processes(fitting.prefix(count).map { ProcessReference($0) }),
      Evidence(Text(en: shown, zh: shown), source: source))
  }
}
