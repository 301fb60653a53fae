/// A change to a file that lasts, made by one call on a path, whatever the scene.
public protocol FileChange: Action {
  func change() throws(Errno)
}

extension FileChange {
  /// The call's own.
  public var page: String { call.prefix { $0 != "(" } + "(2)" }
  public var lasting: Lasting { .permanent }
  public func perform(in scene: inout Scene) throws(Errno) { try change() }
}
