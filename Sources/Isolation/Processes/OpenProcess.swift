internal import CLinux

/// Takes hold of a process so that its number cannot come to mean another. pidfd_open(2)
public struct OpenProcess: Action, Equatable {
  public let pid: Int32
  public let name: String
  /// What the pidfd's inode must be, which is never used again: ESRCH for another (Linux 6.9).
  public let inode: UInt64?

  public init(_ pid: Int32, as name: String, inode: UInt64? = nil) {
    self.pid = pid
    self.name = name
    self.inode = inode
  }

  public var call: String { "pidfd_open(\(pid), 0) = <\(name)>" }
  public var page: String { "pidfd_open(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    let descriptor = Descriptor(raw: try Errno.check(cl_pidfd_open(pid)))
    if let inode, try descriptor.identity().inode != inode { throw .noProcess }
    scene.hold(descriptor, as: name)
  }
}
