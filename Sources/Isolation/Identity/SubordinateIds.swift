/// A line of /etc/subuid or /etc/subgid: ids outside that a user may map. subuid(5)
public struct SubordinateIds: Hashable, Sendable {
  public let first: UInt32
  public let count: UInt32

  public init(first: UInt32, count: UInt32) {
    self.first = first
    self.count = count
  }

  /// All that a file gives to a user, by name or by number. In both files it is the *user* that counts.
  public static func all(of user: UInt32, named name: String?, in text: String) -> [SubordinateIds] {
    text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count == 3, String(fields[0]) == name || UInt32(fields[0]) == user,
        let first = UInt32(fields[1]), let count = UInt32(fields[2]), count > 0
      else { return nil }
      return SubordinateIds(first: first, count: count)
    }
  }
}
