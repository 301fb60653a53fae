internal import CLinux

/// Ends all that is in a control group and below, and removes them. rmdir(2)
public struct RemoveGroup: Undo, Equatable {
  public let path: CString
  public init(_ path: CString) { self.path = path }

  public static let word = "remove-group"
  public var words: [CString] { [path] }
  public init?(_ words: [CString]) {
    guard words.count == 1 else { return nil }
    self.init(words[0])
  }

  public var call: String { "rmdir(\(path))" }
  public var page: String { "cgroups(7)" }
  public var lasting: Lasting { .permanent }

  public func perform(in scene: inout Scene) throws(Errno) {
    let group = ControlGroup(path), deadline = cl_now() + 10_000
    while group.isThere {
      if group.removeTree() { return }
      // An empty group can be refused for a moment, while its last process is still on its way out.
      if !group.processes.isEmpty { group.killAll() }
      if cl_now() > deadline { throw .busy }
      cl_pause(2)
    }
  }
}

extension ControlGroup {
  package var isThere: Bool { (try? FileIdentity(of: path)) != nil }

  /// Kills whatever is in it and below. cgroup.kill, since Linux 5.14, leaves out nobody and none can fork away. Elsewhere one
  /// after the other is told, and where the group bounds its tasks none can be made meanwhile.
  package func killAll() {
    do throws(Errno) { try write("1", to: "cgroup.kill") } catch {
      try? write("0", to: "pids.max")
      for pid in processes where pid > 0 { _ = cl_kill(pid, Signal.kill.number) }
      thaw()
    }
  }

  /// What version 1 has frozen ends only after it is thawed.
  private func thaw() {
    try? write("THAWED", to: "freezer.state")
    children.forEach { $0.thaw() }
  }

  /// Removes it and the groups below; false where one of them is still in use.
  @discardableResult
  package func removeTree() -> Bool {
    children.forEach { $0.removeTree() }
    return unsafe cl_rmdir(path.bytes) >= 0 || !isThere
  }
}
