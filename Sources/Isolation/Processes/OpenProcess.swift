internal import CLinux

/// Takes hold of a process so that its number cannot come to mean another. pidfd_open(2)
public struct OpenProcess: Action {
  public let pid: Int32
  public let name: String

  public init(_ pid: Int32, as name: String) {
    self.pid = pid
    self.name = name
  }

  public var call: String { "pidfd_open(\(pid), 0) = <\(name)>" }
  public var page: String { "pidfd_open(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    scene.hold(Descriptor(raw: try Errno.check(cl_pidfd_open(pid))), as: name)
  }
}
