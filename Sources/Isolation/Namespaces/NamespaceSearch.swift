extension NamespaceKind {
  /// A path to the namespace with that number: the inode that readlink and lsns show, or, from Linux
  /// 6.18 on, the id that is never used again.
  ///
  /// Looked for are the processes that /proc shows, and what is mounted under a name.
  public func path(toNumber number: UInt64) -> CString? {
    let link = CString("\(name):[\(number)]").text
    let mounts = (try? MountTable.own())?.mounts ?? []
    if let kept = mounts.last(where: { $0.type == "nsfs" && $0.root == link }) { return CString(kept.path) }
    let pids = ((try? Descriptor(opening: "/proc").names()) ?? []).filter { Int32($0.text) != nil }
    let files = pids.map { CString("/proc/") + $0 + CString("/ns/" + name) }
    if let found = files.first(where: { (try? FileIdentity(of: $0).inode) == number }) { return found }
    return files.first { (try? NamespaceFile(opening: $0).id()) == number }
  }
}
