internal import CLinux

/// Moves the calling process into namespaces that exist. setns(2)
public struct Setns: Action, Equatable {
  /// What an earlier `OpenFile` or `OpenProcess` left: a namespace file or a pidfd.
  public let source: String
  public let kinds: NamespaceKinds

  public init(_ source: String, _ kinds: NamespaceKinds) {
    self.source = source
    self.kinds = kinds
  }

  public var call: String { "setns(<\(source)>, \(kinds.constants))" }
  public var page: String { "setns(2)" }

  /// As of unshare(2).
  public var allowsVfork: Bool { !kinds.contains(.time) }

  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(cl_setns(try scene.descriptor(source), kinds.flags))
  }
}
