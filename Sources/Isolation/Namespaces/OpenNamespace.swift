internal import CLinux

/// Opens the user namespace that owns another namespace; of a user namespace, its parent. ioctl_ns(2)
public struct OpenOwner: Action, Equatable {
  /// What an earlier step left: a namespace file.
  public let source: String
  public let name: String

  public init(of source: String, as name: String) {
    self.source = source
    self.name = name
  }

  public var call: String { "ioctl(<\(source)>, NS_GET_USERNS) = <\(name)>" }
  public var page: String { "ioctl_ns(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    scene.hold(Descriptor(raw: try Errno.check(cl_ns_owner(try scene.descriptor(source)))), as: name)
  }
}

/// Opens the network namespace that a socket of another process belongs to. pidfd_getfd(2)
public struct OpenSocketNamespace: Action, Equatable {
  /// The held process.
  public let source: String
  /// Its number there.
  public let socket: Int32
  public let name: String

  public init(of source: String, _ socket: Int32, as name: String) {
    self.source = source
    self.socket = socket
    self.name = name
  }

  public var call: String { "ioctl(pidfd_getfd(<\(source)>, \(socket), 0), SIOCGSKNS) = <\(name)>" }
  public var page: String { "pidfd_getfd(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    let opened = cl_ns_of_socket(try scene.descriptor(source), socket)
    scene.hold(Descriptor(raw: try Errno.check(opened)), as: name)
  }
}
