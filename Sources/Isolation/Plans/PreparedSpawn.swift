internal import CLinux

/// Begins another program in a child that first takes some steps of its own: a fork, those steps and an
/// exec in one. It stands for them where nobody watches them one by one.
///
/// The child works in the memory of its parent, which sleeps meanwhile. So no page table is copied, and
/// what fails in the child is known at once.
final class PreparedSpawn {
  private let plan: Plan
  private let fork: Fork
  /// The first step of the child, and its exec.
  private let first: Int, last: Int
  private let command: Command
  /// How many steps are done in one.
  var count: Int { last - first + 2 }

  /// Of a fork, if from there on nobody else does anything until the child is another program, and nothing
  /// need be undone.
  init?(of start: Step, at index: Int, in plan: Plan) {
    guard case .fork(let fork) = start.action.course, start.role == .caller, !fork.detached, plan.allowsVfork,
      let (end, command) = plan.endOfPreparation(of: fork.role, from: index + 1)
    else { return nil }
    self.plan = plan
    self.fork = fork
    (first, last) = (index + 1, end)
    self.command = command
  }

  /// What the child leaves behind for its parent.
  private struct Work: ~Copyable {
    let plan: Plan
    var scene: Scene
    /// The step that is being done.
    var place: Int
    let last: Int
    var errno: Errno?

    mutating func perform() {
      do throws(Errno) {
        while place <= last {
          try plan.steps[place].action.perform(in: &scene)
          place += 1
        }
      } catch { errno = error }
    }
  }

  func perform(in scene: inout Scene) throws(Performance.Stop) {
    var child = Scene()
    child.role = fork.role
    child.pids[scene.role] = cl_getpid()
    child.held = scene.held
    if watchesParent {
      // Before Linux 5.3, or where a filter forbids it, the parent's number has to do.
      let parent = cl_pidfd_open(cl_getpid())
      if parent >= 0 { child.parent = SharedDescriptor(Descriptor(raw: parent)) }
    }
    // execvp(3) puts the arguments on the stack once more where a file has no format.
    let stack = 16 * command.arguments.count
    var work = Work(plan: plan, scene: child, place: first, last: last)
    if fork.holdsSignals { cl_hold_signals(1) }
    let pid = unsafe withUnsafeMutablePointer(to: &work) { pointer in
      unsafe cl_vfork_call(
        { raw in unsafe raw.assumingMemoryBound(to: Work.self).pointee.perform() }, pointer, stack)
    }
    if pid > 0, work.errno == nil {
      scene.pids[fork.role] = pid
      return
    }
    if pid > 0 { _ = cl_wait(pid) }
    if fork.holdsSignals { cl_hold_signals(0) }
    throw Performance.Stop(index: pid > 0 ? work.place : first - 1, errno: work.errno ?? Errno(-pid))
  }

  private var watchesParent: Bool {
    for place in first...last where plan.steps[place].action.watchesParent { return true }
    return false
  }
}

extension Plan {
  /// Where the child's exec is and of what, if until then there is nothing but steps of its own that leave nothing to be undone.
  fileprivate func endOfPreparation(of child: Role, from first: Int) -> (Int, Command)? {
    for place in first..<steps.count {
      let step = steps[place]
      guard step.role == child, !step.action.hasUndo, !step.action.isWaiting else { return nil }
      switch step.action.course {
      case .same: break
      case .exec(let command): return (place, command)
      case .fork, .spawn: return nil
      }
    }
    return nil
  }
}
