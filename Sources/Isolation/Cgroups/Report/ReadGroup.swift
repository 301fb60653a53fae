/// Is told what a group has used.
public protocol GroupWitness: Sendable {
  func hears(_ report: GroupReport)
}

/// Reads what the kernel has counted for a group, before it is removed with all that it knows.
public struct ReadGroup: Action, Equatable {
  public struct Directory: Hashable, Sendable {
    public let path: CString
    public let version: GroupVersion
    public init(_ path: CString, _ version: GroupVersion) {
      self.path = path
      self.version = version
    }
  }
  public let directories: [Directory]
  let witness: (any GroupWitness)?

  public init(_ directories: [Directory], telling witness: (any GroupWitness)? = nil) {
    self.directories = directories
    self.witness = witness
  }

  public static func == (a: Self, b: Self) -> Bool { a.directories == b.directories }

  public var call: String { directories.map { "read(\($0.path + "/*"))" }.joined(separator: "; ") }
  public var page: String { "cgroups(7)" }
  public var lasting: Lasting { .nothing }

  public func perform(in scene: inout Scene) throws(Errno) {
    witness?.hears(GroupReport(of: directories.map { ($0.path, $0.version) }))
  }
}
