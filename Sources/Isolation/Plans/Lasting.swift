/// How long what a step changed stays changed, and so whether it can be taken back.
public enum Lasting: Hashable, Sendable {
  /// Nothing is changed, or nothing that outlives the step.
  case nothing
  /// It is gone when the last process that is in it, or has it open, ends.
  case process
  /// It stays until its `undo` is done.
  case inverse
  /// No call takes it back.
  case permanent
  /// The process becomes another program: what it did can no longer be undone by the plan.
  case final
}
