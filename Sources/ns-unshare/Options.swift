import Isolation

/// What was asked for on the command line.
struct Options: Sendable {
  var kinds: NamespaceKinds = []
  /// Where a namespace is kept under a file name.
  var keep: [NamespaceKind: CString] = [:]
  var fork = false
  /// What the child gets when this process dies.
  var deathSignal: Signal?
  var forwardsSignals = false
  var users = IdRequest()
  var groups = IdRequest()
  /// Who shall own the user namespace, if not the caller.
  var owner: Credentials?
  var setgroups: SetgroupsRule?
  var proc: CString?
  var binaryFormats: CString?
  var interpreter: CString?
  /// nil: not said, which means private. Empty: left as it is.
  var propagation: MountFlags?
  var root: CString?
  var directory: CString?
  /// Whom the command runs as, by the ids inside.
  var user: UInt32?
  var group: UInt32?
  var keepsCapabilities = false
  /// In seconds.
  var clocks: [ShiftedClock: Int64] = [:]
  var explain = false
  var dryRun = false
  /// nil: the login shell.
  var command: Arguments = []
}

/// Which users, or which groups, there shall be inside.
struct IdRequest: Sendable {
  /// Whom the caller is inside.
  var single: Single?
  var blocks: [Block] = []

  enum Single: Sendable {
    case id(UInt32)
    /// The same as outside.
    case current
  }

  enum Block: Hashable, Sendable {
    case range(IdRange)
    /// The first block of /etc/subuid, from 0 on.
    case auto
    /// The same ids as outside: those of that block.
    case subordinate
    /// Those of the namespace one is in.
    case all

    var asksForSubordinates: Bool { self == .auto || self == .subordinate }
  }
}
