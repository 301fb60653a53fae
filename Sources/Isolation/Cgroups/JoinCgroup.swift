/// Moves the process into a control group. cgroups(7)
///
/// Where the kernel does not allow the move it stays where it is: only that the group has gone is an error.
public struct JoinCgroup: Action, Equatable {
  public let group: CString
  public init(_ group: CString) { self.group = group }

  public var call: String { "write(\(group + "/cgroup.procs"), \"0\")" }
  public var page: String { "cgroups(7)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    do throws(Errno) { try ControlGroup(group).write("0", to: "cgroup.procs") } catch {
      if error == .noEntry || error == .noDevice { throw error }
    }
  }
}
