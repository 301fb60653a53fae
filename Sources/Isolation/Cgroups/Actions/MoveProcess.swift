/// Moves a process, with all its threads, into a control group. cgroups(7)
///
/// What it has in memory stays charged to where it was. ESRCH: it has ended; else as `JoinGroup`.
public struct MoveProcess: Undo, Equatable {
  public let pid: Int32
  public let path: CString
  /// Where it was, if it goes back.
  public let origin: CString?

  public init(_ pid: Int32, to path: CString, from origin: CString? = nil) {
    self.pid = pid
    self.path = path
    self.origin = origin
  }

  public static let word = "move-process"
  public var words: [CString] { [CString("\(pid)"), path] }
  public init?(_ words: [CString]) {
    guard words.count == 2, let pid = Int32(words[0].text), pid > 0 else { return nil }
    self.init(pid, to: words[1])
  }

  public var call: String { "write(\(path + "/cgroup.procs"), \"\(pid)\")" }
  public var page: String { "cgroups(7)" }
  public var hasUndo: Bool { origin != nil }
  public var undo: (any Undo)? { origin.map { MoveProcess(pid, to: $0) } }

  public func perform(in scene: inout Scene) throws(Errno) {
    try ControlGroup(path).write("\(pid)", to: "cgroup.procs")
  }
}
