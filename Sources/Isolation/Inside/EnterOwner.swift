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

  private static func owner(of path: CString) -> Namespace? {
    do throws(Errno) { return try NamespaceFile(opening: path).owner().namespace() } catch { return nil }
  }
}
