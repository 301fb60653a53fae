internal import CLinux

/// Begins another program at once: fork and exec in one, where nothing has to be done in between.
///
/// vfork(2) spares the copy of the page tables, most of what a fork from a Swift program costs; and
/// since the parent sleeps until exec, a failing exec is the error of this very step.
public struct Spawn: Action, Equatable {
  public let role: Role
  public let command: Command

  public init(_ role: Role, _ command: Command) {
    self.role = role
    self.command = command
  }

  public var call: String { "vfork() = <\(role)>; \(command.call)" }
  public var page: String { "vfork(2)" }
  public var lasting: Lasting { .final }
  public var course: Course { .spawn }

  public func perform(in scene: inout Scene) throws(Errno) {
    cl_hold_signals(1)
    let pid = unsafe command.with(cl_spawn)
    guard pid > 0 else {
      cl_hold_signals(0)
      throw Errno(-pid)
    }
    scene.pids[role] = pid
  }
}
