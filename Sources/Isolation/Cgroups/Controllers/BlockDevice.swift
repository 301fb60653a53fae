internal import CLinux

/// A block device by the file that stands for it. stat(2), sysfs(5)
public struct BlockDevice: Hashable, Sendable {
  /// `major:minor`
  public let number: String

  /// ENOTBLK for another kind of file.
  public init(_ path: CString) throws(Errno) {
    var numbers: [UInt32] = [0, 0]
    try Errno.check(unsafe cl_block_device(path.bytes, &numbers))
    number = "\(numbers[0]):\(numbers[1])"
  }

  /// The bounds of control groups are for whole disks.
  public var isPartition: Bool {
    (try? FileIdentity(of: CString("/sys/dev/block/\(number)/partition"))) != nil
  }
}
