internal import CLinux

/// Looks up "/" elsewhere from now on. chroot(2)
public struct ChangeRoot: Action, Equatable {
  public let directory: CString
  public init(_ directory: CString) { self.directory = directory }
  public var call: String { "chroot(\(directory))" }
  public var page: String { "chroot(2)" }
  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(unsafe cl_chroot(directory.bytes))
  }
}

/// Changes the working directory. chdir(2)
public struct ChangeDirectory: Action, Equatable {
  public let directory: CString
  public init(_ directory: CString) { self.directory = directory }
  public var call: String { "chdir(\(directory))" }
  public var page: String { "chdir(2)" }
  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(unsafe cl_chdir(directory.bytes))
  }
}

/// Makes a directory that was opened before the working directory: a way out of where paths lead
/// now. fchdir(2)
public struct ReturnToDirectory: Action, Equatable {
  public let name: String
  /// The held directory.
  public init(_ name: String) { self.name = name }
  public var call: String { "fchdir(<\(name)>)" }
  public var page: String { "chdir(2)" }
  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(cl_fchdir(try scene.descriptor(name)))
  }
}
