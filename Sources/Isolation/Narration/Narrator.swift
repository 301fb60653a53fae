/// Shows what a narrator has seen; the words are its own affair.
public protocol NarrationPrinter {
  func performed(_ step: Step, number: Int, changes: [Change])
  func undid(_ action: any Action, role: Role)
}

/// Takes a portrait of the process before and after each step and passes on the difference.
public final class Narrator: Observer {
  private let printer: any NarrationPrinter
  /// From before the plan began: after a mount of proc, or a chroot, the path leads elsewhere.
  private let proc: SharedDescriptor?
  private var before: Portrait?

  public init(_ printer: any NarrationPrinter) {
    self.printer = printer
    if let descriptor = try? Descriptor(opening: "/proc") {
      proc = SharedDescriptor(descriptor)
    } else {
      proc = nil
    }
  }

  public var descriptors: [Int32] { proc.map { [$0.value.raw] } ?? [] }

  private func look() -> Portrait? {
    guard let proc else { return nil }
    return Portrait(proc: proc.value)
  }

  public func willPerform(_ step: Step, number: Int) {
    before = look()
    if step.action.isToldBefore { printer.performed(step, number: number, changes: []) }
  }

  public func didPerform(_ step: Step, number: Int) {
    if step.action.isToldBefore { return }
    let changes = if let before, let now = look() { before.changes(to: now) } else { [Change]() }
    printer.performed(step, number: number, changes: changes)
  }

  public func didUndo(_ action: any Action, role: Role) {
    printer.undid(action, role: role)
  }
}
