import Isolation

/// What a plan depends on besides the options: read once, and nothing that the options do not need.
struct Facts: Sendable {
  var users = IdFacts()
  var groups = IdFacts()
  /// Files named in the options that exist.
  var present: Set<CString> = []
  /// Directories named in the options that do not exist.
  var absent: Set<CString> = []
  /// Whether the directory for the new proc is a mount point already.
  var procIsMounted = false
}

extension Facts {
  init(for options: Options) {
    users = IdFacts(.user, for: options.users)
    groups = IdFacts(.group, for: options.groups)
    for file in options.keep.values where exists(file) { present.insert(file) }
    if let root = options.root, !exists(root + "/.") { absent.insert(root) }
    // Inside another root it is looked for when it is needed.
    guard options.root == nil else { return }
    for directory in [options.proc, options.binaryFormats].compactMap(\.self)
    where ![CString("/proc"), Mount.binaryFormats].contains(directory) && !exists(directory + "/.") {
      absent.insert(directory)
    }
    if let proc = options.proc, options.propagation != nil, options.propagation != .private {
      procIsMounted = (try? MountTable.own().isMountPoint(proc)) ?? false
    }
  }

  private func exists(_ path: CString) -> Bool { (try? FileIdentity(of: path)) != nil }
}
