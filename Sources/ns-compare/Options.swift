import Capabilities
import Isolation

/// What was asked for on the command line.
struct Options: Sendable {
  /// nil: the caller.
  var pids: [Int32?] = []
  var kinds: NamespaceKinds = .all
  /// Whether what is no namespace's is shown, too.
  var showsOwn = true
  var onlyDifferent = false
  var json = false
  var watch = false
  /// Milliseconds.
  var interval: Int32 = 1000
}

extension Options {
  /// Everything that is compared, in the order in which it is shown.
  static let aspects = Aspect.all + [Aspect.capabilities]
}
