internal import Isolation

/// `{namespace: KIND, held-by: session, not: [NAME...], child-of: NAME, for-children: true}`
struct NamespaceFinder: Finder {
  let kind: NamespaceKind
  /// Bound names (or `outside`) whose namespaces do not count.
  let excluded: [String]
  /// The namespace that it must be nested in.
  let parent: String?
  /// The one that the next child will be in, where that is another than its own.
  let forChildren: Bool
  /// Held by a process of this user outside the session, begun after the step began.
  let isElsewhere: Bool

  init(_ value: Value, _ fields: inout Fields, _ names: Names) throws(FormatError) {
    kind = try value.kind()
    let holder = try fields.need("held-by")
    switch try holder.text() {
    case "session": isElsewhere = false
    case "same-user-outside-session": isElsewhere = true
    default:
      throw holder.wrong(
        .expected("session or same-user-outside-session", "session 或 same-user-outside-session"))
    }
    var excluded: [String] = []
    for name in try fields.take("not")?.list() ?? [] { excluded.append(try names.binding(name)) }
    self.excluded = excluded
    parent = try fields.take("child-of").map { value throws(FormatError) in try names.binding(value) }
    forChildren =
      try fields.take("for-children").map { value throws(FormatError) in try value.flag() } ?? false
  }

  var label: Text {
    let others = excluded.joined(separator: ", ")
    let nested = Text(
      en: parent.map { ", nested in \($0)" } ?? "", zh: parent.map { "，嵌套在 \($0) 之中" } ?? "")
    return Text(
      en: "\(kind == .ipc ? "an" : "a") \(kind.name) namespace"
        + (others.isEmpty ? "" : " other than that of \(others)")
        + nested.in(.english),
      zh: (others.isEmpty ? "" : "不同于 \(others) 的 ") + "\(kind.name) 命名空间" + nested.in(.chinese))
  }

  func find(_ look: Look) -> Found {
    if isElsewhere, look.since == 0 { return .nothing(.waiting) }
    let known = excluded.compactMap { look.namespace(kind, named: $0) }
    var unreadable = 0
    // The shallowest first: who makes two levels at once has made the upper one first.
    let members = isElsewhere ? look.newcomersElsewhere() : look.members
    let candidates = members.sorted { ($0.levels.count, $0.pid) < ($1.levels.count, $1.pid) }
    for process in candidates {
      guard let own = look.namespace(kind, of: process.pid) else {
        unreadable += 1
        continue
      }
      var candidate = own
      if forChildren {
        // No such link: a new pid namespace that nobody is in yet, or that has died.
        guard let next = try? Namespace(forChildren: kind, of: process.pid) else {
          return found(own, process, "\(kind.newFile)")
        }
        if next == own { continue }
        candidate = next
      }
      if known.contains(candidate) { continue }
      if let parent {
        guard case .namespace(let wanted)? = look.bindings[parent],
          look.parent(of: kind, of: process.pid) == wanted
        else { continue }
      }
      return found(candidate, process, kind.name)
    }
    let seen = members.count
    let hidden =
      unreadable > 0
      ? Text(en: ", \(unreadable) could not be read", zh: "，其中 \(unreadable) 个无法读取") : Text(en: "", zh: "")
    return .nothing(
      Evidence(
        Text(
          en: "none of the lab's \(seen) processes is in one" + hidden.in(.english),
          zh: "本实验的 \(seen) 个进程都不在这样的命名空间中" + hidden.in(.chinese)),
        source: "/proc/PID/ns/\(forChildren ? kind.newFile : kind.name)"))
  }

  private func found(_ namespace: Namespace, _ process: ProcessStatus, _ file: String) -> Found {
    .bound(
      .namespace(namespace),
      Evidence(
        Text(
          en: "\(namespace), process \(process.pid) (\(process.name))",
          zh: "\(namespace)，进程 \(process.pid)（\(process.name)）"),
        source: "/proc/\(process.pid)/ns/\(file)"))
  }
}
