internal import Isolation

/// `{process: session, in: NAMESPACE or GROUP, not: [NAME...], named: WORD, nspid-last: N, child-of: NAME,
/// descendant-of: NAME, has-child: true, root: PATH, cwd: PATH, count: N}`
struct ProcessFinder: Finder {
  /// A namespace or a control group.
  let home: String?
  let excluded: [String]
  let name: String?
  let lastPid: Int?
  let parent: String?
  let ancestor: String?
  let hasChild: Bool
  /// Directories as `outside` sees them.
  let root: String?
  let directory: String?
  /// Of a kind, the names whose namespaces it must not be in.
  let differing: [NamespaceKind: [String]]
  /// The key of a System V segment in its memory.
  let mappedKey: String?
  /// Its arguments with blanks between them.
  let command: String?
  let count: Int

  init(_ value: Value, _ fields: inout Fields, _ names: Names) throws(FormatError) {
    guard try value.text() == "session" else { throw value.wrong(.expected("session", "session")) }
    home = try fields.take("in").map { value throws(FormatError) in try names.binding(value) }
    var excluded: [String] = []
    for name in try fields.take("not")?.list() ?? [] { excluded.append(try names.binding(name)) }
    self.excluded = excluded
    name = try fields.take("named").map { value throws(FormatError) in try value.text() }
    lastPid = try fields.take("nspid-last").map { value throws(FormatError) in
      try value.int(in: 1...4_194_304)
    }
    parent = try fields.take("child-of").map { value throws(FormatError) in try names.binding(value) }
    ancestor = try fields.take("descendant-of").map { value throws(FormatError) in try names.binding(value) }
    root = try fields.take("root").map { value throws(FormatError) in try value.text() }
    directory = try fields.take("cwd").map { value throws(FormatError) in try value.text() }
    hasChild = try fields.take("has-child").map { value throws(FormatError) in try value.flag() } ?? false
    var differing: [NamespaceKind: [String]] = [:]
    if let block = fields.take("namespace-differs") {
      var kinds = try block.fields()
      for name in kinds.keys {
        guard let kind = NamespaceKind(named: name), let list = kinds.take(name) else {
          throw block.wrong(.expected("{KIND: [NAME...]}", "{种类: [名称...]}"))
        }
        var all: [String] = []
        for item in try list.list() { all.append(try names.binding(item)) }
        differing[kind] = all
      }
    }
    self.differing = differing
    mappedKey = try fields.take("maps-sysv-key").map { value throws(FormatError) in try value.text() }
    command = try fields.take("command").map { value throws(FormatError) in try value.text() }
    count = try fields.take("count").map { value throws(FormatError) in try value.int(in: 1...1000) } ?? 1
  }

  var label: Text {
    var english = count == 1 ? "a process" : "\(count) processes"
    var chinese = count == 1 ? "一个" : " \(count) 个"
    if let name {
      english += " called \(name)"
      chinese += "名为 \(name) 的"
    }
    if let lastPid {
      english += " with pid \(lastPid) there"
      chinese += "在其中 PID 为 \(lastPid) 的"
    }
    if let home {
      english += " in \(home)"
      chinese = "处于 \(home) 中的" + chinese
    }
    if let command {
      english += " that runs \(command)"
      chinese += "运行 \(command) 的"
    }
    if let root {
      english += " whose root directory is \(root)"
      chinese = "根目录为 \(root) 的" + chinese
    }
    if let directory {
      english += " whose working directory is \(directory)"
      chinese = "工作目录为 \(directory) 的" + chinese
    }
    // Not "begun by": an orphan is the child of one that has not.
    if let parent {
      english += ", child of \(parent)"
      chinese = "父进程为 \(parent) 的" + chinese
    } else if let ancestor {
      english += ", descendant of \(ancestor)"
      chinese = "\(ancestor) 的后代中" + chinese
    }
    return Text(en: english, zh: chinese + "进程")
  }

  func find(_ look: Look) -> Found {
    // Until it is known what does not count, everything might.
    if let missing = excluded.first(where: { !look.isBound($0) }) {
      return .nothing(Evidence(Text(en: "\(missing) is not known yet", zh: "\(missing) 尚未确定"), source: ""))
    }
    let others = excluded.flatMap { look.pids(of: $0) }
    let place = home.flatMap { look.bindings[$0] }
    let inGroup: Set<Int32> =
      if case .group(let group)? = place { Set(look.processes(in: group)) } else { [] }
    let fitting = look.members.filter { process in
      if others.contains(process.pid) { return false }
      switch place {
      case nil: if home != nil { return false }
      case .namespace(let space): if look.namespace(space.kind, of: process.pid) != space { return false }
      case .group: if !inGroup.contains(process.pid) { return false }
      case .processes, .mount: return false
      }
      if let name, process.name != name { return false }
      if hasChild, !look.members.contains(where: { $0.parent == process.pid }) { return false }
      if let lastPid, process.levels.last != Int32(lastPid) { return false }
      if let ancestor {
        let above = look.pids(of: ancestor).flatMap { look.table.descendants(of: $0).map(\.pid) }
        if !above.contains(process.pid) { return false }
      }
      for (kind, names) in differing {
        guard let own = look.namespace(kind, of: process.pid) else { return false }
        if names.contains(where: { look.namespace(kind, named: $0) == own }) { return false }
      }
      if let command {
        guard let wanted = look.filled(command),
          (try? ProcessFacts(of: process.pid).command.text) == wanted
        else { return false }
      }
      if let mappedKey, !look.maps(mappedKey, process.pid) { return false }
      if let root, !look.isDirectory(root, "root", of: process.pid) { return false }
      if let directory, !look.isDirectory(directory, "cwd", of: process.pid) { return false }
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

extension Look {
  /// Whether a System V segment of that key is in the process's memory. proc_pid_maps(5)
  func maps(_ key: String, _ pid: Int32) -> Bool {
    guard let number = filled(key).flatMap(SystemVSubject.number),
      let maps = try? readFile(CString("/proc/\(pid)/maps"))
    else { return false }
    let digits = String(UInt32(bitPattern: number), radix: 16)
    return maps.contains("/SYSV" + String(repeating: "0", count: 8 - digits.count) + digits)
  }
}
