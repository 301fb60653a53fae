internal import Isolation

/// Looks for what a `let` describes, among the processes of the session.
protocol Finder: Sendable {
  /// What is looked for.
  var label: Text { get }
  func find(_ look: Look) -> Found
}

/// What came of looking.
enum Found: Sendable {
  case bound(Bound, Evidence)
  case nothing(Evidence)
}
