internal import CLinux

/// What makes a file, or a namespace, that one and no other: device and inode. See inode(7).
public struct FileIdentity: Hashable, Sendable {
  public let device: UInt64
  public let inode: UInt64

  public init(device: UInt64, inode: UInt64) {
    self.device = device
    self.inode = inode
  }

  init(_ c: cl_identity) { self.init(device: c.device, inode: c.inode) }

  /// stat(2): symbolic links are followed, so `/proc/PID/ns/uts` stands for the namespace itself.
  public init(of path: CString) throws(Errno) {
    var result = cl_identity()
    try Errno.check(unsafe cl_identify(-1, path.bytes, &result))
    self.init(result)
  }
}
