/// Watches a lab being performed: the people before a projector, or nobody.
///
/// `filled` puts what was drawn and found into a text of the guide.
public protocol Audience: AnyObject {
  /// What is wanted instead of going on: looked at after each of the calls below.
  var wish: Wish? { get }
  /// `first`: the steps before it are done without being shown.
  func labBegins(_ lab: Lab, in session: Session, from first: Int)
  func stepBegins(_ step: LabStep, number: Int, filled: (String) -> String)
  /// A command is about to be typed into a shell: `line`, with everything filled in.
  func types(_ line: String, _ command: LabCommand, of step: LabStep)
  /// What it printed. `isAsMeant`: it ended as its author says.
  func answers(_ output: String, to command: LabCommand, isAsMeant: Bool)
  /// All checks of the step, as they came out.
  func stepEnds(_ step: LabStep, _ results: [CheckResult], answer: String?, filled: (String) -> String)
  func labEnds(_ lab: Lab)
}

/// What an audience may want instead of going on.
public enum Wish: Hashable, Sendable { case back, quit }
