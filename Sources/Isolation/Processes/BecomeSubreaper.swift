internal import CLinux

/// From now on descendants that lose their parent become children of this process, as those of PID 1 do in its
/// namespace. PR_SET_CHILD_SUBREAPER(2const)
public struct BecomeSubreaper: Action, Equatable {
  public init() {}
  public var call: String { "prctl(PR_SET_CHILD_SUBREAPER, 1)" }
  public var page: String { "PR_SET_CHILD_SUBREAPER(2const)" }
  public func perform(in scene: inout Scene) throws(Errno) { try Errno.check(cl_set_subreaper(1)) }
}
