internal import Isolation

/// Which namespace of a kind a process is in: `{ns: KIND, of: NAME, is: VALUE}`. namespaces(7)
struct NamespaceSubject: Subject {
  let kind: NamespaceKind
  let place: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try Comparison.optional(fields.take("is"), names)
    return Comparing(
      subject: NamespaceSubject(kind: try value.kind(), place: try names.binding(fields.need("of"))),
      comparison: comparison)
  }

  var label: Text { Text(en: "the \(kind.name) namespace of \(place)", zh: "\(place) 的 \(kind.name) 命名空间") }

  func read(_ look: Look) -> Reading {
    guard look.isBound(place) else { return .unbound(place) }
    if let namespace = look.namespace(kind, named: place) {
      let pid = look.representative(of: place).map(String.init) ?? "PID"
      return .value("\(namespace)", source: "/proc/\(pid)/ns/\(kind.name)")
    }
    guard let pid = look.representative(of: place) else { return .gone(place) }
    return .cannotTell(
      Text(
        en: "/proc/\(pid)/ns/\(kind.name) may not be read", zh: "无法读取 /proc/\(pid)/ns/\(kind.name)"))
  }

  func moved(to place: String) -> (any Subject)? { NamespaceSubject(kind: kind, place: place) }
}

/// Whether that is the first of its kind: `{initial: KIND, of: NAME, is: yes|no}`.
enum InitialSubject {
  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let kind = try value.kind()
    guard ![.mount, .net].contains(kind) else {
      throw value.wrong(
        Text(
          en: "the first mnt and net namespaces have no number of their own", zh: "最初的 mnt 和 net 命名空间没有固定编号"))
    }
    return try .about(
      &fields, names, otherwise: .equal("yes"),
      {
        Text(
          en: "whether \($0) is in the initial \(kind.name) namespace", zh: "\($0) 是否处于初始 \(kind.name) 命名空间")
      }, sentence: Text.yesOrNo
    ) { look, pid in
      guard let namespace = look.namespace(kind, of: pid) else {
        return .cannotTell(
          Text(
            en: "/proc/\(pid)/ns/\(kind.name) may not be read", zh: "无法读取 /proc/\(pid)/ns/\(kind.name)"))
      }
      return .answer(namespace.isInitial, source: "\(namespace) in /proc/\(pid)/ns/\(kind.name)")
    }
  }
}

extension Value {
  /// The name of a kind of namespace.
  func kind() throws(FormatError) -> NamespaceKind {
    let name = try text()
    guard let kind = NamespaceKind(named: name) else {
      throw wrong(Text(en: "there is no namespace \"\(name)\"", zh: "没有“\(name)”这种命名空间"))
    }
    return kind
  }
}
