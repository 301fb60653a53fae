internal import CLinux

/// Makes a control group. mkdir(2)
public struct MakeGroup: Action, Equatable {
  public let path: CString
  public init(_ path: CString) { self.path = path }

  public var call: String { "mkdir(\(path), 0755)" }
  public var page: String { "cgroups(7)" }
  public var undo: (any Undo)? { RemoveGroup(path) }
  public var hasUndo: Bool { true }

  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(unsafe cl_mkdir(path.bytes, 0o755))
  }
}
