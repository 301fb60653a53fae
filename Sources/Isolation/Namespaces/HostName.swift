internal import CLinux

/// What uname(2) tells. The first two belong to the UTS namespace, the others to the kernel.
public enum UnameField: String, CaseIterable, Sendable {
  case nodename, domainname, release, version

  /// As the calling process sees it.
  public func read() throws(Errno) -> String {
    let field: cl_uname_field =
      switch self {
      case .nodename: CL_NODENAME
      case .domainname: CL_DOMAINNAME
      case .release: CL_RELEASE
      case .version: CL_VERSION
      }
    var buffer = [CChar](repeating: 0, count: 256)
    try Errno.check(unsafe cl_uname(field, &buffer, buffer.count))
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// Gives the UTS namespace another node name. sethostname(2)
public struct SetHostName: Action, Equatable {
  public let name: String
  public init(_ name: String) { self.name = name }

  public var call: String { "sethostname(\"\(name)\", \(name.utf8.count))" }
  public var page: String { "sethostname(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    try Errno.check(unsafe cl_sethostname(name, name.utf8.count))
  }
}
