import Isolation

/// What was asked for on the command line.
struct Options: Sendable {
  var target: Int32?
  var kinds: [NamespaceKind: Source] = [:]
  /// All of the target's, as far as they are others than one's own.
  var all = false
  var user: UInt32?
  var group: UInt32?
  var keepCredentials = false
  var root: Source?
  var directory: Source?
  var neverForks = false
  var explain = false
  var dryRun = false
  /// Empty: the login shell.
  var command: [CString] = []

  /// Where something is taken from.
  enum Source: Hashable, Sendable {
    case target
    case file(CString)

    init(_ file: CString?) { self = file.map { .file($0) } ?? .target }
  }

  /// Whether the options name the target without saying so.
  var needsTarget: Bool {
    all || kinds.values.contains(.target) || root == .target || directory == .target
  }
}
