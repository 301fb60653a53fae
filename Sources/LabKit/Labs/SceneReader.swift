internal import Isolation

/// A thing that the scene has from the beginning. Paths begin with `${scene}`.
public enum SceneThing: Hashable, Sendable {
  case directory(String)
  case file(String, text: String)
  /// A symbolic link.
  case link(String, to: String)
  /// A file system of its own, and with whom mounts on it are shared.
  case tmpfs(String, propagation: Propagation)

  public enum Propagation: String, Sendable { case `private`, shared }

  public var path: String {
    switch self {
    case .directory(let path), .file(let path, _), .link(let path, _), .tmpfs(let path, _): path
    }
  }

  init(_ value: Value) throws(FormatError) {
    var fields = try value.fields()
    let place: Value
    if let path = fields.take("directory") {
      place = path
      self = .directory(try path.text())
    } else if let path = fields.take("file") {
      place = path
      self = .file(try path.text(), text: try fields.take("text")?.text() ?? "")
    } else if let path = fields.take("link") {
      place = path
      self = .link(try path.text(), to: try fields.need("to").text())
    } else {
      place = try fields.need("tmpfs")
      let word = fields.take("propagation")
      guard let propagation = Propagation(rawValue: try word?.text() ?? "private") else {
        throw (word ?? place).wrong(.expected("private or shared", "private 或 shared"))
      }
      self = .tmpfs(try place.text(), propagation: propagation)
    }
    try fields.finish()
    guard path.hasPrefix("${scene}/"), !path.contains("..") else {
      throw place.wrong(
        Text(en: "a scene's paths begin with ${scene}/", zh: "场景中的路径应以 ${scene}/ 开头"))
    }
  }
}

extension SceneFile {
  static let empty = SceneFile(namespaces: [], controllers: [], bounds: [], things: [], isOrdinary: false)

  init(_ value: Value?) throws(FormatError) {
    guard let value else {
      self = .empty
      return
    }
    var kinds: NamespaceKinds = []
    var fields = try value.fields()
    for item in try fields.take("namespaces")?.list() ?? [] {
      let name = try item.text()
      guard let kind = NamespaceKind(named: name), ![.user, .pid, .time].contains(kind) else {
        throw item.wrong(
          Text(
            en: "a scene is made of mnt, uts, ipc, net and cgroup namespaces, not \"\(name)\"",
            zh: "场景可用的命名空间为 mnt、uts、ipc、net、cgroup，不能是“\(name)”"))
      }
      kinds.insert(NamespaceKinds(kind))
    }
    var isOrdinary = false
    if let user = fields.take("user") {
      guard try user.text() == "ordinary" else { throw user.wrong(.expected("ordinary", "ordinary")) }
      guard kinds.isEmpty else {
        throw user.wrong(
          Text(en: "an ordinary user has no namespaces of the scene's", zh: "普通用户的场景不能带有 namespaces"))
      }
      isOrdinary = true
    }
    var controllers: [String] = []
    for item in try fields.take("cgroup")?.list() ?? [] {
      let name = try item.text()
      guard GroupQuantity.controllers.contains(name) else {
        throw item.wrong(.expected(GroupQuantity.controllers.joined(separator: ", "), "控制器名称"))
      }
      controllers.append(name)
    }
    self.controllers = controllers
    bounds =
      try fields.take("guard").map { value throws(FormatError) in
        try GroupBound.all(value, controllers)
      } ?? []
    var things: [SceneThing] = []
    for thing in try fields.take("make")?.list() ?? [] {
      guard kinds.contains(.mount) || isOrdinary else {
        throw thing.wrong(Text(en: "things are made in a mnt scene only", zh: "只有带 mnt 命名空间的场景才能创建这些内容"))
      }
      things.append(try SceneThing(thing))
    }
    try fields.finish()
    namespaces = kinds
    self.things = things
    self.isOrdinary = isOrdinary
  }
}

/// What all groups of the scene together may use, lest a hog hurts the host.
struct GroupBound: Hashable, Sendable {
  let quantity: GroupQuantity
  let value: String

  /// `{memory: 256M, pids: 64}`
  static func all(_ value: Value, _ controllers: [String]) throws(FormatError) -> [GroupBound] {
    var rows = try value.fields(), all: [GroupBound] = []
    for key in rows.keys {
      guard let quantity = GroupQuantity.limits.first(where: { $0.name == key }), let row = rows.take(key),
        controllers.contains(quantity.controller)
      else { throw value.wrong(.expected("limits of the scene's controllers", "场景所用控制器的限制")) }
      all.append(GroupBound(quantity: quantity, value: try row.size()))
    }
    return all
  }
}
