/// A call that the kernel refused.
public struct KernelError: Error, Equatable, Sendable {
  /// In the kernel's spelling, with its arguments: `unshare(CLONE_NEWPID)`.
  public let call: String
  public let errno: Errno

  public init(_ call: String, _ errno: Errno) {
    self.call = call
    self.errno = errno
  }
}

extension KernelError: CustomStringConvertible {
  /// `unshare(CLONE_NEWPID): Operation not permitted`
  public var description: String { "\(call): \(errno)" }
}
