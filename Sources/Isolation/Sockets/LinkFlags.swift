internal import CLinux

/// Whether a link is up in the reader's network namespace: `up` or `down`. netdevice(7)
public struct LinkState: Telling {
  public let name: String
  public init(_ name: String) { self.name = name }
  public var call: String { "ioctl(SIOCGIFFLAGS, \"\(name)\")" }
  public var page: String { "netdevice(7)" }
  public func tell() throws(Errno) -> String {
    let flags = unsafe cl_link_flags(name)
    // IFF_UP of netdevice(7)
    return try Errno.check(flags) & 1 == 1 ? "up" : "down"
  }
}
