internal import CLinux

/// Lets the groups below have a controller. cgroup.subtree_control, version 2
///
/// EBUSY: the group has processes, which only the topmost may have beside controllers for those below. ENOENT: it does not
/// have the controller itself.
public struct HandDown: Action, Equatable {
  public let controller: String
  public let path: CString
  /// Whether nobody else has groups below, so it is taken back whatever is there.
  public let isAlone: Bool

  public init(_ controller: String, below path: CString, alone isAlone: Bool = false) {
    self.controller = controller
    self.path = path
    self.isAlone = isAlone
  }

  public var call: String { "write(\(path + "/cgroup.subtree_control"), \"+\(controller)\")" }
  public var page: String { "cgroups(7)" }
  public var hasUndo: Bool { true }
  public var undo: (any Undo)? { TakeBack(controller, from: path, alone: isAlone) }

  public func perform(in scene: inout Scene) throws(Errno) {
    try ControlGroup(path).write("+" + controller, to: "cgroup.subtree_control")
  }
}

/// No longer lets the groups below have a controller. Not where others may have made some: their limits would vanish.
public struct TakeBack: Undo, Equatable {
  public let controller: String
  public let path: CString
  /// Whether nobody else has groups below.
  public let isAlone: Bool

  public init(_ controller: String, from path: CString, alone isAlone: Bool = false) {
    self.controller = controller
    self.path = path
    self.isAlone = isAlone
  }

  public static let word = "take-back"
  public var words: [CString] { [CString(controller), path, isAlone ? "alone" : "shared"] }
  public init?(_ words: [CString]) {
    guard words.count == 3 else { return nil }
    self.init(words[0].text, from: words[1], alone: words[2] == "alone")
  }

  public var call: String { "write(\(path + "/cgroup.subtree_control"), \"-\(controller)\")" }
  public var page: String { "cgroups(7)" }
  public var lasting: Lasting { .permanent }

  public func perform(in scene: inout Scene) throws(Errno) {
    let lock = try lockedGroup(path)
    if isAlone || ControlGroup(path).children.isEmpty {
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
public struct LockGroup: Action, Equatable {
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
public struct CloseHeld: Action, Equatable {
  public let name: String
  public init(_ name: String) { self.name = name }

  public var call: String { "close(<\(name)>)" }
  public var page: String { "close(2)" }
  public var lasting: Lasting { .nothing }
  public func perform(in scene: inout Scene) throws(Errno) { scene.drop(name) }
}
