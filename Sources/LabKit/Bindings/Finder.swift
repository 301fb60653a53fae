internal import Isolation

/// Looks for what a `let` describes, among the processes of the session.
protocol Finder: Sendable {
  /// What is looked for.
  var label: Text { get }
  func find(_ look: Look) -> Found
  /// It looks at all processes of the host, which costs.
  var isElsewhere: Bool { get }
}

extension Finder {
  var isElsewhere: Bool { false }
}

/// What came of looking.
enum Found: Sendable {
  case bound(Bound, Evidence)
  case nothing(Evidence)
}
