internal import Isolation

/// By what one knows that a thing on the host is a session's: others may come and go at the same time.
///
/// Numbers of namespaces are no such trace: the kernel gives them away again within milliseconds.
struct Traces {
  /// The session's folder, which is also the mark in the environment of its processes.
  let folder: String
  /// Is in the names of all that the session itself has made.
  let token: String
  /// Its directories.
  let places: [String]
  /// Processes that were seen to belong to it.
  private(set) var processes: Set<ProcessReference> = []
  /// What was drawn, and the words of all that was typed.
  private var words: Set<String>

  init(folder: String, token: String, places: [String], draws: [String]) {
    (self.folder, self.token) = (folder, token)
    self.places = [folder] + places
    words = Set(draws)
  }

  mutating func saw(_ members: [ProcessStatus]) { processes.formUnion(members.map { ProcessReference($0) }) }

  mutating func typed(_ line: String) {
    words.formUnion(line.split { " \t\n\"'=;&|()<>,`$".contains($0) }.map(String.init))
  }

  /// The token or the folder is in it; scenes have groups with the token backwards.
  func isOwn(_ text: some StringProtocol) -> Bool {
    text.contains(token) || text.contains(String(token.reversed())) || text.contains(folder)
  }

  /// Somebody typed or drew it, by itself or as a part of a path. Of a number that proves nothing: `echo 0` names no group.
  func names(_ name: String) -> Bool {
    if name.allSatisfy(\.isNumber) { return false }
    return words.contains { $0 == name || $0.split(separator: "/").contains(Substring(name)) }
  }

  /// The very path was typed, or it lies where only the session has something.
  func leads(to path: String) -> Bool {
    words.contains(path) || places.contains { path == $0 || path.hasPrefix($0 + "/") }
  }

  /// A number was typed or drawn, in either notation. sysvipc(7)
  func names(key: Int32) -> Bool {
    words.contains { word in
      let isHexadecimal = word.hasPrefix("0x") || word.hasPrefix("0X")
      let number = isHexadecimal ? UInt32(word.dropFirst(2), radix: 16) : UInt32(word)
      return number.map(Int32.init(bitPattern:)) == key || Int32(word) == key
    }
  }
}
