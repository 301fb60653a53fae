internal import CLinux

/// A process held by descriptor: its number cannot come to mean another. pidfd_open(2)
public struct Pidfd: ~Copyable {
  private let descriptor: Descriptor

  /// ESRCH if there is no such process.
  public init(_ pid: Int32) throws(Errno) {
    descriptor = Descriptor(raw: try Errno.check(cl_pidfd_open(pid)))
  }

  /// The inode that no other process will ever have; nil before Linux 6.9, where all have the same.
  public borrowing func inode() throws(Errno) -> UInt64? {
    let own = Descriptor(raw: try Errno.check(cl_pidfd_open(cl_getpid())))
    let mine = try own.identity().inode, its = try descriptor.identity().inode
    return mine == its ? nil : its
  }

  /// SIOCGSKNS: the network namespace of a socket that it has open. ENOTTY for another file.
  public borrowing func networkOfSocket(_ fd: Int32) throws(Errno) -> NamespaceFile {
    NamespaceFile(Descriptor(raw: try Errno.check(cl_ns_of_socket(descriptor.raw, fd))))
  }

  /// pidfd_send_signal(2)
  public borrowing func send(_ signal: Signal) throws(Errno) {
    try Errno.check(cl_pidfd_signal(descriptor.raw, signal.number))
  }

  /// Whether it ends within so many milliseconds. poll(2)
  public borrowing func ends(within milliseconds: Int32) throws(Errno) -> Bool {
    try Errno.check(cl_poll_in(descriptor.raw, milliseconds)) > 0
  }
}
