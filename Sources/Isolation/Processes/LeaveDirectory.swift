internal import CLinux

/// Goes to the root directory, so that nothing that can be unmounted is in use. chdir(2)
public struct LeaveDirectory: Action, Equatable {
  public init() {}
  public var call: String { "chdir(\"/\")" }
  public var page: String { "chdir(2)" }
  public func perform(in scene: inout Scene) throws(Errno) {
    // Whoever runs a command by now does not leave it for that.
    _ = unsafe cl_chdir("/")
  }
}
