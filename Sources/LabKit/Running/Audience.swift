/// Watches a lab being performed: the people before a projector, or nobody.
///
/// `filled` puts what was drawn and found into a text of the guide.
public protocol Audience: AnyObject {
  func labBegins(_ lab: Lab)
  func stepBegins(_ step: LabStep, number: Int, filled: (String) -> String)
  /// A command is about to be typed into a shell.
  func types(_ command: String, shell: String, of step: LabStep)
  func answers(_ output: String)
  /// All checks of the step, as they came out.
  func stepEnds(_ step: LabStep, _ results: [CheckResult], answer: String?, filled: (String) -> String)
  func labEnds(_ lab: Lab)
}
