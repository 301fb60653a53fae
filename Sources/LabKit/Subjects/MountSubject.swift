internal import Isolation

/// One mount of a process's table. proc_pid_mountinfo(5), mount_namespaces(7)
struct MountSubject: Subject {
  enum Aspect: Sendable {
    case presence(type: String?)
    case propagation
    case peers, master
  }
  let aspect: Aspect
  let path: String
  let place: String

  /// `{mount: PATH, in: NAME, present: true|false, type: TYPE}`
  static let presence: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let present = try fields.take("present").map { value throws(FormatError) in try value.flag() } ?? true
    let type = try fields.take("type").map { value throws(FormatError) in try value.text() }
    let place = try names.binding(fields.need("in"))
    return Comparing(
      subject: MountSubject(aspect: .presence(type: type), path: try value.text(), place: place),
      comparison: .equal(present ? "present" : "absent"))
  }

  /// `{propagation: WORD, of: PATH, in: NAME}`
  static let propagation: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try Comparison(value, names)
    let path = try fields.need("of").text()
    return Comparing(
      subject: MountSubject(aspect: .propagation, path: path, place: try names.binding(fields.need("in"))),
      comparison: comparison)
  }

  /// `{peer-group: PATH, in: NAME, of: master, is: VALUE}`
  static let peers: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try Comparison.optional(fields.take("is"), names)
    var aspect = Aspect.peers
    if let of = fields.take("of") {
      guard try of.text() == "master" else { throw of.wrong(.expected("master", "master")) }
      aspect = .master
    }
    return Comparing(
      subject: MountSubject(
        aspect: aspect, path: try value.text(), place: try names.binding(fields.need("in"))),
      comparison: comparison)
  }

  var label: Text {
    switch aspect {
    case .presence(let type):
      Text(
        en: "a \(type.map { $0 + " " } ?? "")mount on \(path) in \(place)",
        zh: "\(place) 中 \(path) 上的\(type.map { " \($0) " } ?? "")挂载")
    case .propagation:
      Text(en: "the propagation of \(path) in \(place)", zh: "\(place) 中 \(path) 的传播类型")
    case .peers: Text(en: "the peer group of \(path) in \(place)", zh: "\(place) 中 \(path) 的对等组")
    case .master:
      Text(en: "the group that \(path) in \(place) receives from", zh: "\(place) 中 \(path) 所从属的对等组")
    }
  }

  func read(_ look: Look) -> Reading {
    guard let path = look.filled(path) else {
      return .missing(Text(en: "\(path) is not known yet", zh: "\(path) 尚未确定"))
    }
    return look.reading(of: place) { table, source in
      // Of several on one place the last lies on top.
      let mount = table.mounts.last { $0.path == path }
      if case .presence(let type) = aspect {
        let fits = mount.map { type == nil || $0.type == type } ?? false
        return .value(fits ? "present" : "absent", source: source)
      }
      guard let mount else {
        return .missing(Text(en: "nothing is mounted on \(path)", zh: "\(path) 上没有挂载"))
      }
      switch aspect {
      case .propagation: return .value(mount.propagation, source: source)
      case .peers: return .value(mount.peers.map(String.init) ?? "none", source: source)
      default: return .value(mount.master.map(String.init) ?? "none", source: source)
      }
    }
  }

  func moved(to place: String) -> (any Subject)? { MountSubject(aspect: aspect, path: path, place: place) }

  func observed(_ value: String) -> Text {
    guard case .presence = aspect else { return Text(en: "it is \(value)", zh: "现在是 \(value)") }
    return value == "present" ? Text(en: "it is there", zh: "存在") : Text(en: "it is not there", zh: "不存在")
  }
}

extension MountPoint {
  /// `private`, `shared`, `slave`, `slave+shared` or `unbindable`.
  var propagation: String {
    switch (peers, master) {
    case (nil, nil): isUnbindable ? "unbindable" : "private"
    case (_?, nil): "shared"
    case (nil, _?): "slave"
    case (_?, _?): "slave+shared"
    }
  }
}
