internal import CLinux

/// Lets the groups below have a controller. cgroup.subtree_control, version 2
///
/// EBUSY: the group has processes, which only the topmost may have beside controllers for those below. ENOENT: it does not
/// have the controller itself. One that is handed down already stays so.
public struct HandDown: Action {
  public let controller: String
  public let path: CString
  /// Whether it was not handed down before, so it is taken back in the end.
  public let isNew: Bool

  public init(_ controller: String, below path: CString, isNew: Bool = true) {
    self.controller = controller
    self.path = path
    self.isNew = isNew
  }

  public var call: String { "write(\(path + "/cgroup.subtree_control"), \"+\(controller)\")" }
  public var page: String { "cgroups(7)" }
  public var undo: (any Undo)? { isNew ? TakeBack(controller, from: path) : nil }

  public func perform(in scene: inout Scene) throws(Errno) {
    try ControlGroup(path).write("+" + controller, to: "cgroup.subtree_control")
  }
}

/// No longer lets the groups below have a controller, unless there are any: their limits would vanish.
public struct TakeBack: Undo {
  public let controller: String
  public let path: CString

  public init(_ controller: String, from path: CString) {
    self.controller = controller
    self.path = path
  }

  public static let word = "take-back"
  public var words: [CString] { [CString(controller), path] }
  public init?(_ words: [CString]) {
    guard words.count == 2 else { return nil }
    self.init(words[0].text, from: words[1])
  }

  public var call: String { "write(\(path + "/cgroup.subtree_control"), \"-\(controller)\")" }
  public var page: String { "cgroups(7)" }
  public var lasting: Lasting { .permanent }

  public func perform(in scene: inout Scene) throws(Errno) {
    let lock = try lockedGroup(path)
    if ControlGroup(path).children.isEmpty {
      try ControlGroup(path).write("-" + controller, to: "cgroup.subtree_control")
    }
    try lock.close()
  }
}

/// Keeps others who ask for it from changing what a group hands down, as long as it is open. flock(2)
private func lockedGroup(_ path: CString) throws(Errno) -> Descriptor {
  let directory = try Descriptor(opening: path)
  try Errno.check(cl_wait_lock(directory.raw))
  return directory
}

/// Holds a group's lock, so that nobody takes a controller back before a group below is there. flock(2)
public struct LockGroup: Action {
  public let path: CString
  public let name: String

  public init(_ path: CString, as name: String) {
    self.path = path
    self.name = name
  }

  public var call: String { "flock(open(\(path), O_RDONLY), LOCK_EX) = <\(name)>" }
  public var page: String { "flock(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    scene.hold(try lockedGroup(path), as: name)
  }
}

/// Lets go of what an earlier step opened. close(2)
public struct CloseHeld: Action {
  public let name: String
  public init(_ name: String) { self.name = name }

  public var call: String { "close(<\(name)>)" }
  public var page: String { "close(2)" }
  public var lasting: Lasting { .nothing }
  public func perform(in scene: inout Scene) throws(Errno) { scene.drop(name) }
}
