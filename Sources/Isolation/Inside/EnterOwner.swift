internal import CLinux

extension Plan {
  /// Opens a namespace, as `namespace`, and goes into the user namespace that owns it if that is
  /// another than one's own: there the one who made it has all capabilities.
  mutating func openAndEnterOwner(of path: CString, by role: Role) {
    add(OpenFile(.path(path), as: "namespace"), by: role)
    // EPERM: it lies further out, where nobody can go.
    guard let owner = Self.owner(of: path), owner != (try? Namespace(.user, of: cl_getpid())) else { return }
    add(OpenOwner(of: "namespace", as: "owner"), by: role)
    add(Setns("owner", .user), by: role)
  }

  /// Goes into the namespace of that kind that a file stands for, and into its owner first; does
  /// nothing where one is there already: that may not be allowed, and is not needed. setns(2)
  mutating func openAndEnter(_ kind: NamespaceKind, at path: CString, by role: Role) {
    if let own = try? Namespace(kind, of: cl_getpid()), own.identity == (try? FileIdentity(of: path)) {
      return
    }
    openAndEnterOwner(of: path, by: role)
    add(Setns("namespace", NamespaceKinds(kind)), by: role)
  }

  private static func owner(of path: CString) -> Namespace? {
    do throws(Errno) { return try NamespaceFile(opening: path).owner().namespace() } catch { return nil }
  }
}
