internal import CLinux

/// The calling process among others: getpid(2), getppid(2), getsid(2), getpgrp(2). Leaders outside its pid namespace
/// are 0.
public struct ProcessSelf: Sendable {
  public let pid = cl_getpid()
  public let parent = cl_getppid()
  public let session = cl_session()
  public let group = cl_group()

  public init() {}

  /// The group in the foreground of standard input; nil where that is not the terminal of its session.
  /// tcgetpgrp(3)
  public var foregroundOfInput: Int32? {
    let group = cl_foreground(0)
    return group < 0 ? nil : group
  }

  /// Whether /proc is mounted and numbers processes as this pid namespace does.
  public var isShown: Bool { (try? Descriptor(opening: "/").readLink("/proc/self"))?.text == String(pid) }

  /// Whether its group has the foreground of standard input, also where the groups have no number here. read(2)
  public var hasForegroundOfInput: Bool { cl_has_foreground(0) != 0 }

  /// Whether orphans among its descendants come to it already; exec keeps that. PR_GET_CHILD_SUBREAPER(2const)
  public var isSubreaper: Bool { cl_is_subreaper() == 1 }

  /// Its children, as far as /proc shows them. proc_tid_children(5)
  public var children: [Int32] {
    guard let text = try? readFile(CString("/proc/self/task/\(pid)/children")) else { return [] }
    return text.split(separator: " ").compactMap { Int32($0) }
  }

  /// Whether a descriptor is open, and for reading. fcntl(2), F_GETFL
  public func hasOpen(_ descriptor: Int32) -> Bool {
    cl_is_readable_file(descriptor) != 0
  }

  /// The same of a terminal by its path.
  public func foreground(of path: StaticString) -> Int32? {
    let group = unsafe cl_foreground_of(path.cString)
    return group < 0 ? nil : group
  }
}
