/// Where namespaces are looked for besides the processes that are in them.
public struct SearchDepth: OptionSet, Hashable, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Bind mounts in the caller's mount namespace.
  public static let mounts = SearchDepth(rawValue: 1)
  /// Owners, parents, and so ancestors that nobody is in.
  public static let relations = SearchDepth(rawValue: 2)
  /// The numbers that the caller's network namespace has for others: NETNSID of lsns(8).
  public static let networkIds = SearchDepth(rawValue: 4)
  /// Namespaces that only the next child of a process will be in.
  public static let forChildren = SearchDepth(rawValue: 8)
  /// Threads that have left the namespaces of their process.
  public static let threads = SearchDepth(rawValue: 16)
  /// Bind mounts in the mount namespaces of other processes.
  public static let foreignMounts = SearchDepth(rawValue: 32)
  /// Open files of all processes.
  public static let descriptors = SearchDepth(rawValue: 64)
  /// Sockets of all processes: the dearest.
  public static let sockets = SearchDepth(rawValue: 128)

  /// For a listing: where lsns(8) looks, too.
  public static let plain: SearchDepth = [.mounts, .relations, .descriptors, .sockets]
  /// Everything that can be found.
  public static let deep: SearchDepth = [
    .mounts, .relations, .forChildren, .threads, .foreignMounts, .descriptors, .sockets,
  ]
}
