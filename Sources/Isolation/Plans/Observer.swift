/// Is told what happens, in every process of the plan.
///
/// A fork copies it like all else, so what it remembers from before a fork is there in both.
public protocol Observer: AnyObject {
  /// The step is about to be done. Of an exec, the last that is heard.
  func willPerform(_ step: Step, number: Int)
  /// It has been done; of a fork, heard in the new process.
  func didPerform(_ step: Step, number: Int)
  /// It has been taken back.
  func didUndo(_ action: any Action, role: Role)
  /// What it has open, and no step may close.
  var descriptors: [Int32] { get }
}

extension Observer {
  public var descriptors: [Int32] { [] }
}
