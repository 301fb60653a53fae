/// The names of passwd(5) or group(5): one line each, `name:password:id:...`.
///
/// Only the files: what nsswitch.conf(5) adds is loaded at run time, which a static program cannot do.
public struct UserDatabase: Sendable {
  private let lines: [[Substring]]

  public init(_ text: String) {
    lines = text.split(separator: "\n").map { $0.split(separator: ":", omittingEmptySubsequences: false) }
      .filter { $0.count > 2 }
  }

  /// /etc/passwd; empty where it cannot be read.
  public static var users: UserDatabase { UserDatabase((try? readFile("/etc/passwd")) ?? "") }
  /// /etc/group
  public static var groups: UserDatabase { UserDatabase((try? readFile("/etc/group")) ?? "") }

  /// The id of a name; a number stands for itself.
  public func id(of word: String) -> UInt32? {
    if let id = UInt32(word) { return id }
    return lines.first { $0[0] == word }.flatMap { UInt32($0[2]) }
  }

  public func name(of id: UInt32) -> String? {
    lines.first { UInt32($0[2]) == id }.map { String($0[0]) }
  }

  /// All of them; of several names for one id the first.
  var names: [UInt32: String] {
    let pairs = lines.compactMap { line in UInt32(line[2]).map { ($0, String(line[0])) } }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The login group of a user: the fourth field of passwd(5).
  public func group(of id: UInt32) -> UInt32? {
    lines.first { UInt32($0[2]) == id && $0.count > 3 }.flatMap { UInt32($0[3]) }
  }

  /// The last field of passwd(5).
  public func shell(of id: UInt32) -> String? {
    guard let line = lines.first(where: { UInt32($0[2]) == id }), line.count == 7, !line[6].isEmpty else {
      return nil
    }
    return String(line[6])
  }
}
