public import Isolation

/// What a lab needs of the host.
public enum Need: Hashable, Sendable {
  /// Root, or a user namespace in which one is root.
  case ownNamespaces
  case root
  /// A program of the host, for the reference commands.
  case command(String)
  /// `5.6`
  case kernel(major: Int, minor: Int)
  /// A module that is loaded or built in, as /sys/module shows it.
  case module(String)
  /// So many processors of which nobody takes much.
  case idleProcessors(Int)
  /// To be in the first namespace of that kind, not in a container.
  case initial(NamespaceKind)
  /// A controller of version 2 of control groups that the scene's group can have.
  case versionTwo(String)
  /// The kernel tells how long tasks wait (PSI).
  case pressure

  init(_ value: Value) throws(FormatError) {
    guard value.isMapping else {
      switch try value.text() {
      case "user-namespace": self = .ownNamespaces
      case "root": self = .root
      case "pressure": self = .pressure
      case let other:
        throw value.wrong(
          Text(
            en:
              "unknown need \"\(other)\"; known here: user-namespace, root, pressure, or a field such as {command: NAME}",
            zh: "未知的需求“\(other)”；此处可用：user-namespace、root、pressure，或 {command: 名称} 之类的字段"))
      }
      return
    }
    var fields = try value.fields()
    if let command = fields.take("command") {
      self = .command(try command.text())
    } else if let module = fields.take("module") {
      self = .module(try module.text())
    } else if let idle = fields.take("idle-cpu") {
      self = .idleProcessors(try idle.int())
    } else if let controller = fields.take("cgroup-v2") {
      let name = try controller.text()
      guard GroupQuantity.controllers.contains(name) else {
        throw controller.wrong(.expected(GroupQuantity.controllers.joined(separator: ", "), "控制器名称"))
      }
      self = .versionTwo(name)
    } else if let initial = fields.take("initial") {
      guard let kind = NamespaceKind(named: try initial.text()) else {
        throw initial.wrong(.expected("a kind of namespace", "命名空间的种类"))
      }
      self = .initial(kind)
    } else {
      let version = try fields.need("kernel")
      let numbers = try version.text().split(separator: ".").map { Int($0) }
      guard numbers.count == 2, let major = numbers[0], let minor = numbers[1] else {
        throw version.wrong(.expected("a version such as \"5.6\"", "版本号，例如 \"5.6\""))
      }
      self = .kernel(major: major, minor: minor)
    }
    try fields.finish()
  }
}
