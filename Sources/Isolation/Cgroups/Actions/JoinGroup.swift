/// Moves the process into a control group: "0" stands for whoever writes. cgroups(7)
///
/// EBUSY: the group hands controllers down, so it may have none. EOPNOTSUPP: it is threaded. EACCES: one may not write
/// the cgroup.procs of the group, or of the nearest above both. ENOSPC: its cpuset is empty.
public struct JoinGroup: Undo, Equatable {
  public let path: CString
  /// Where it comes from, if it goes back when the plan fails.
  public let origin: CString?

  public init(_ path: CString, from origin: CString? = nil) {
    self.path = path
    self.origin = origin
  }

  public static let word = "join-group"
  public var words: [CString] { [path] }
  public init?(_ words: [CString]) {
    guard words.count == 1 else { return nil }
    self.init(words[0])
  }

  public var call: String { "write(\(path + "/cgroup.procs"), \"0\")" }
  public var page: String { "cgroups(7)" }
  public var hasUndo: Bool { origin != nil }
  public var undo: (any Undo)? { origin.map { JoinGroup($0) } }

  public func perform(in scene: inout Scene) throws(Errno) {
    try ControlGroup(path).write("0", to: "cgroup.procs")
  }
}
