internal import CLinux

/// What the kernel answers when it refuses. See errno(3).
public struct Errno: Error, Hashable, Sendable {
  public let code: Int32
  public init(_ code: Int32) { self.code = code }

  /// EPERM
  public static let notPermitted = Errno(1)
  /// ENOENT
  public static let noEntry = Errno(2)
  /// ESRCH
  public static let noProcess = Errno(3)
  /// EIO
  public static let inputOutput = Errno(5)
  /// EBADF
  public static let badDescriptor = Errno(9)
  /// ECHILD
  public static let noChild = Errno(10)
  /// EAGAIN
  public static let tryAgain = Errno(11)
  /// ENOMEM
  public static let noMemory = Errno(12)
  /// EACCES
  public static let accessDenied = Errno(13)
  /// EBUSY
  public static let busy = Errno(16)
  /// EEXIST
  public static let exists = Errno(17)
  /// ENODEV
  public static let noDevice = Errno(19)
  /// ENOTDIR
  public static let notDirectory = Errno(20)
  /// EINVAL
  public static let invalid = Errno(22)
  /// ENFILE
  public static let tooManyFilesOfAll = Errno(23)
  /// EMFILE
  public static let tooManyFiles = Errno(24)
  /// ENOTTY
  public static let noTerminal = Errno(25)
  /// ENOSPC
  public static let noSpace = Errno(28)
  /// EROFS
  public static let readOnly = Errno(30)
  /// EPIPE
  public static let brokenPipe = Errno(32)
  /// ERANGE
  public static let outOfRange = Errno(34)
  /// ENOTEMPTY
  public static let notEmpty = Errno(39)
  /// EUSERS
  public static let tooManyUsers = Errno(87)
  /// EOPNOTSUPP
  public static let notSupported = Errno(95)
}

extension Errno: CustomStringConvertible {
  /// `ENOENT`
  public var name: String { unsafe String(cString: cl_errno_name(code)) }
  /// `No such file or directory`
  public var description: String { unsafe String(cString: cl_errno_text(code)) }

  /// The error of a name like `ENOENT`; nil where there is none.
  public init?(named name: String) {
    let code = unsafe cl_errno_number(name)
    guard code > 0 else { return nil }
    self.init(code)
  }
}

extension Errno {
  /// The shim's convention, a result or -errno, as Swift's.
  @discardableResult
  package static func check(_ result: Int32) throws(Errno) -> Int32 {
    if result < 0 { throw Errno(-result) }
    return result
  }

  /// The same of other types; another module asks the runtime what they are.
  @discardableResult
  package static func check<Result: FixedWidthInteger & SignedInteger>(
    _ result: Result
  ) throws(Errno) -> Result {
    if result < 0 { throw Errno(Int32(-result)) }
    return result
  }
}
