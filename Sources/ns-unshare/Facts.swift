import Isolation

/// What a plan depends on besides the options: read once, and nothing that the options do not need.
struct Facts: Sendable {
  var me = Credentials(user: 0, group: 0)
  /// Files named in the options that exist.
  var present: Set<CString> = []
  /// Directories named in the options that do not exist.
  var absent: Set<CString> = []
  /// Whether the directory for the new proc is a mount point already.
  var procIsMounted = false
}

extension Facts {
  init(for options: Options) {
    if options.mapping != nil { me = .current }
    for file in options.keep.values where exists(file) { present.insert(file) }
    if let root = options.root, !exists(root + "/.") { absent.insert(root) }
    // Inside another root it is looked for when it is needed.
    guard let proc = options.proc, options.root == nil else { return }
    if proc != "/proc", !exists(proc + "/.") { absent.insert(proc) }
    if options.propagation != nil, options.propagation != .private {
      procIsMounted = (try? MountTable.own().isMountPoint(proc)) ?? false
    }
  }

  private func exists(_ path: CString) -> Bool { (try? FileIdentity(of: path)) != nil }
}
