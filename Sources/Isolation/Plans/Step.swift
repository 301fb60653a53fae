/// Who does what, and why it is there. Plans share it: to look at a step copies nothing.
public final class Step: Sendable {
  public let role: Role
  public let action: any Action
  public let why: Text?

  public init(role: Role, action: any Action, why: Text? = nil) {
    self.role = role
    self.action = action
    self.why = why
  }

  /// The process that goes on when the step is done: of a fork, the new one.
  var finisher: Role { if case .fork(let fork) = action.course { fork.role } else { role } }
}

extension Step: Equatable {
  /// The reason is no part of what is done.
  public static func == (a: Step, b: Step) -> Bool {
    a.role == b.role && a.action.equals(b.action)
  }
}

extension Step: CustomStringConvertible {
  /// `child: mount("proc", "/proc", "proc", MS_NOSUID|MS_NODEV|MS_NOEXEC, NULL)`
  public var description: String { "\(role): \(action.call)" }
}
