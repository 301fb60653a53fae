internal import CLinux

/// An open file that stands for a namespace, and keeps it alive while it is open. ioctl_ns(2)
public struct NamespaceFile: ~Copyable {
  let descriptor: Descriptor

  /// ENOTTY later if the file is no namespace's.
  public init(opening path: CString) throws(Errno) {
    descriptor = try Descriptor(opening: path)
  }

  init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

  /// NS_GET_NSTYPE; EINVAL for a kind this library does not know.
  public borrowing func kind() throws(Errno) -> NamespaceKind {
    let flag = try Errno.check(cl_ns_type(descriptor.raw))
    guard let kind = NamespaceKind.allCases.first(where: { $0.flag == flag }) else { throw .invalid }
    return kind
  }

  /// Which one it is.
  public borrowing func namespace() throws(Errno) -> Namespace {
    Namespace(try kind(), try descriptor.identity())
  }

  /// NS_GET_ID: a number that is never used again. ENOTTY before Linux 6.18.
  public borrowing func id() throws(Errno) -> UInt64 {
    var id: UInt64 = 0
    try Errno.check(unsafe cl_ns_id(descriptor.raw, &id))
    return id
  }

  /// NS_GET_USERNS: the user namespace whose capabilities count here.
  /// EPERM if that lies outside the caller's own user namespace and its descendants.
  public borrowing func owner() throws(Errno) -> NamespaceFile {
    NamespaceFile(Descriptor(raw: try Errno.check(cl_ns_owner(descriptor.raw))))
  }

  /// The owner, its parent, and so on, as far as the kernel shows them to the caller.
  public borrowing func owners() throws(Errno) -> [FileIdentity] {
    var file = try owner()
    var all = [try file.descriptor.identity()]
    while true {
      do throws(Errno) { file = try file.parent() } catch { return all }
      all.append(try file.descriptor.identity())
    }
  }

  /// NS_GET_OWNER_UID, of a user namespace: who made it, as the caller's user namespace maps ids.
  public borrowing func creator() throws(Errno) -> UInt32 {
    var id: UInt32 = 0
    try Errno.check(unsafe cl_ns_owner_uid(descriptor.raw, &id))
    return id
  }

  /// NS_GET_PARENT, for pid and user namespaces only (else EINVAL). EPERM above one's own.
  public borrowing func parent() throws(Errno) -> NamespaceFile {
    NamespaceFile(Descriptor(raw: try Errno.check(cl_ns_parent(descriptor.raw))))
  }
}

extension Namespace {
  /// The user namespaces from this user or pid namespace up, as far as the kernel lets one see.
  public static func ancestry(of path: CString) throws(Errno) -> [Namespace] {
    var file = try NamespaceFile(opening: path)
    var all = [try file.namespace()]
    while true {
      do throws(Errno) { file = try file.parent() } catch { return all }
      all.append(try file.namespace())
    }
  }
}
