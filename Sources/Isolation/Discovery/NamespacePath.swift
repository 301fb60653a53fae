extension NamespaceKind {
  /// A path to the namespace with that number: the inode that readlink and lsns show, or, from Linux
  /// 6.18 on, the id that is never used again.
  ///
  /// Looked for are the processes that /proc shows, and what is mounted under a name.
  public func path(toNumber number: UInt64) -> CString? {
    guard let census = try? Census(.mounts, kinds: NamespaceKinds(self)) else { return nil }
    if let path = census[number]?.path { return path }
    let paths = census.records.compactMap(\.path)
    return paths.first { (try? NamespaceFile(opening: $0).id()) == number }
  }
}
