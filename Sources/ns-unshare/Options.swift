import Isolation

/// What was asked for on the command line.
struct Options: Sendable {
  var kinds: NamespaceKinds = []
  /// Where a namespace is kept under a file name.
  var keep: [NamespaceKind: CString] = [:]
  var fork = false
  /// What the child gets when this process dies.
  var deathSignal: Signal?
  var mapping: Mapping?
  var setgroups: SetgroupsRule?
  var proc: CString?
  /// nil: not said, which means private. Empty: left as it is.
  var propagation: MountFlags?
  var root: CString?
  var directory: CString?
  var explain = false
  var dryRun = false
  /// nil: the login shell.
  var command: [CString] = []

  /// Whom the caller is inside.
  enum Mapping: Sendable {
    case root, current
  }
}
