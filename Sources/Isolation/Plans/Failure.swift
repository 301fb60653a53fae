/// Where a plan stopped.
public struct Failure: Error, Equatable, Sendable {
  public let plan: Plan
  /// From 0, in `plan.steps`.
  public let index: Int
  public let errno: Errno

  public init(of plan: Plan, at index: Int, _ errno: Errno) {
    self.plan = plan
    self.index = index
    self.errno = errno
  }

  public var step: Step { plan.steps[index] }

  public var error: KernelError {
    if let spawn = step.action as? Spawn {
      return KernelError(isOfFork ? "vfork()" : spawn.command.call, errno)
    }
    return KernelError(step.action.call, errno)
  }

  /// Of a spawn it may have been the fork that failed; exec has other words.
  private var isOfFork: Bool { step.action is Fork || [.noMemory, .tryAgain].contains(errno) }

  /// 127 and 126 where the program could not be found or run, as a shell says it; else 1.
  public var exitStatus: Int32 {
    guard step.action is Exec || step.action is Spawn else { return 1 }
    if step.action is Spawn, isOfFork { return 1 }
    return errno == .noEntry ? 127 : 126
  }
}
