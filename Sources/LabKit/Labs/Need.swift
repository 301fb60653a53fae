internal import Isolation

/// What a lab needs of the host.
public enum Need: Hashable, Sendable {
  /// Root, or a user namespace in which one is root.
  case ownNamespaces
  case root
  /// A program of the host, for the reference commands.
  case command(String)
  /// `5.6`
  case kernel(major: Int, minor: Int)

  init(_ value: Value) throws(FormatError) {
    guard value.isMapping else {
      switch try value.text() {
      case "user-namespace": self = .ownNamespaces
      case "root": self = .root
      case let other: throw value.wrong(Text(en: "unknown need \"\(other)\"", zh: "未知的需求“\(other)”"))
      }
      return
    }
    var fields = try value.fields()
    if let command = fields.take("command") {
      self = .command(try command.text())
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
