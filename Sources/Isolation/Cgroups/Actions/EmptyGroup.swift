internal import CLinux

/// Kills whatever is still in a group and below, and waits until it has gone. cgroup.kill, kill(2)
public struct EmptyGroup: Action, Equatable {
  public let path: CString
  public let version: GroupVersion

  public init(_ path: CString, _ version: GroupVersion) {
    self.path = path
    self.version = version
  }

  public var call: String {
    version == .two
      ? "write(\(path + "/cgroup.kill"), \"1\")" : "kill(<each of \(path + "/cgroup.procs")>, SIGKILL)"
  }
  public var page: String { "cgroups(7)" }
  public var lasting: Lasting { .permanent }

  public func perform(in scene: inout Scene) throws(Errno) {
    let group = ControlGroup(path), deadline = cl_now() + 10_000
    while !group.processes.isEmpty {
      group.killAll()
      if cl_now() > deadline { throw .busy }
      cl_pause(2)
    }
  }
}
