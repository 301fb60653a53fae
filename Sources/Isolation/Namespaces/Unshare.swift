internal import CLinux

/// Puts the calling process into new namespaces of its own. unshare(2)
public struct Unshare: Action, Equatable {
  public let kinds: NamespaceKinds
  public init(_ kinds: NamespaceKinds) { self.kinds = kinds }

  public var call: String { "unshare(\(kinds.constants))" }
  public var page: String {
    let all = kinds.ordered
    return all.count == 1 ? all[0].page : "unshare(2)"
  }

  /// Processes in two time namespaces cannot share memory: Linux 6.1, for one, answers EINVAL.
  public var allowsVfork: Bool { !kinds.contains(.time) }

  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(cl_unshare(kinds.flags))
  }
}
