/// What a process that is inside can tell: a reading that shows the namespace of whoever reads.
public protocol Telling: Equatable, Sendable {
  /// In the kernel's words: `uname(...)`.
  var call: String { get }
  var page: String { get }
  /// Reads it, as the calling process sees it.
  func tell() throws(Errno) -> String
}

extension UnameField: Telling {
  public var call: String { "uname(...)" }
  public var page: String { "uname(2)" }
  public func tell() throws(Errno) -> String { try read() }
}
