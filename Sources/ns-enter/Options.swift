import Isolation

/// What was asked for on the command line.
struct Options: Sendable {
  var target: Int32?
  /// The inode of the target's pidfd: no other process will ever have it.
  var targetInode: UInt64?
  var kinds: [NamespaceKind: Source] = [:]
  /// All of the target's, as far as they are others than one's own.
  var all = false
  /// The user namespace above the one that is meant.
  var userParent = false
  var user: Id?
  var group: Id?
  var keepCredentials = false
  var keepsCapabilities = false
  var root: Place?
  var directory: Place?
  /// A working directory by its path inside.
  var directoryInside: CString?
  var takesEnvironment = false
  var joinsCgroup = false
  var followsContext = false
  var neverForks = false
  var explain = false
  var dryRun = false
  /// Empty: the login shell.
  var command: Arguments = []

  /// Where a directory is taken from.
  enum Place: Hashable, Sendable {
    case target
    case file(CString)

    init(_ file: CString?) { self = file.map { .file($0) } ?? .target }
  }

  /// Which namespace of a kind is meant.
  enum Source: Hashable, Sendable {
    case target
    case file(CString)
    /// The one with that number.
    case number(UInt64)
    /// That of a socket the target has open.
    case socket(Int32)
  }

  /// An id inside.
  enum Id: Hashable, Sendable {
    case number(UInt32)
    /// As the target has it.
    case follow
  }
}
