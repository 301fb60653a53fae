internal import Isolation

/// `{mount: TYPE|any, in: NAME, below: PATH, at: PATH, lower: PATH,
/// not: [NAME...]}`: a mount that was not there when the step
/// began.
struct MountFinder: Finder {
  /// nil for any.
  let type: String?
  let place: String
  let below: String?
  let at: String?
  let excluded: [String]
  /// Of an overlay: one of its lower directories. mount(8)
  let lower: String?

  init(_ value: Value, _ fields: inout Fields, _ names: Names) throws(FormatError) {
    let word = try value.text()
    type = word == "any" ? nil : word
    place = try names.binding(fields.need("in"))
    below = try fields.take("below").map { value throws(FormatError) in try value.text() }
    at = try fields.take("at").map { value throws(FormatError) in try value.text() }
    lower = try fields.take("lower").map { value throws(FormatError) in try value.text() }
    var excluded: [String] = []
    for name in try (fields.take("not") ?? fields.take("distinct-from"))?.list() ?? [] {
      excluded.append(try names.binding(name))
    }
    self.excluded = excluded
  }

  var label: Text {
    let position = Text(
      en: (at.map { " on \($0)" } ?? "") + (below.map { " below \($0)" } ?? ""),
      zh: (at.map { " \($0) 上" } ?? "") + (below.map { " \($0) 之下" } ?? ""))
    return Text(
      en: "a new \(type.map { $0 + " " } ?? "")mount\(position.in(.english)) in \(place)",
      zh: "\(place) 中\(position.in(.chinese))新增的\(type.map { " \($0) " } ?? "")挂载")
  }

  func find(_ look: Look) -> Found {
    guard let pid = look.representative(of: place), let table = try? look.mountTable(of: pid) else {
      return .nothing(
        Evidence(Text(en: "there is no \(place) to look at", zh: "没有 \(place)，无从查看"), source: ""))
    }
    let source = "/proc/\(pid)/mountinfo"
    let others = excluded.compactMap { name -> Int? in
      if case .mount(let reference)? = look.bindings[name] { reference.id } else { nil }
    }
    let found = table.mounts.first { mount in
      if let type, mount.type != type { return false }
      if let below, !mount.path.hasPrefix((look.filled(below) ?? below) + "/") { return false }
      if let at, mount.path != look.filled(at) { return false }
      if let lower {
        let wanted = look.filled(lower) ?? lower
        let layers =
          mount.options.first { $0.hasPrefix("lowerdir=") }?.dropFirst(9).split(separator: ":") ?? []
        if !layers.contains(Substring(wanted)) { return false }
      }
      return !others.contains(mount.id) && !look.knownMounts.contains(mount.key)
    }
    guard let found else {
      return .nothing(
        Evidence(
          Text(
            en: "none of the \(table.mounts.count) mounts is new and fits",
            zh: "\(table.mounts.count) 个挂载中没有符合条件的新挂载"), source: source))
    }
    return .bound(
      .mount(MountReference(id: found.id, path: found.path, place: place)),
      Evidence(
        Text(en: "\(found.type) on \(found.path)", zh: "\(found.path) 上的 \(found.type)"), source: source))
  }
}
