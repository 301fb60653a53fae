internal import CLinux

/// Begins another program in a child that first takes some steps of its own: a fork, those steps and an
/// exec in one. It stands for them where nobody watches them one by one.
///
/// The child works in the memory of its parent, which sleeps meanwhile. So no page table is copied, and
/// what fails in the child is known at once.
struct PreparedSpawn: Action {
  let fork: Fork
  let parent: Role
  let steps: [Step]

  static func == (a: PreparedSpawn, b: PreparedSpawn) -> Bool { a.fork == b.fork && a.steps == b.steps }

  var call: String { ([fork.call] + steps.map(\.action.call)).joined(separator: "; ") }
  var page: String { "vfork(2)" }
  var lasting: Lasting { .final }

  /// What the child leaves behind for its parent.
  private struct Work: ~Copyable {
    let steps: [Step]
    var scene: Scene
    var done = 0
    var errno: Errno?

    mutating func perform() {
      do throws(Errno) {
        for step in steps {
          try step.action.perform(in: &scene)
          done += 1
        }
      } catch { errno = error }
    }
  }

  func perform(in scene: inout Scene) throws(Errno) {
    var child = Scene()
    child.role = fork.role
    child.pids[scene.role] = cl_getpid()
    child.held = scene.held
    if steps.contains(where: { $0.action is DieWithParent }) {
      // Before Linux 5.3, or where a filter forbids it, the parent's number has to do.
      let parent = cl_pidfd_open(cl_getpid())
      if parent >= 0 { child.parent = Shared(Descriptor(raw: parent)) }
    }
    // execvp(3) puts the arguments on the stack once more where a file has no format.
    let stack = 16 * ((steps.last?.action as? Exec)?.command.arguments.count ?? 0)
    var work = Work(steps: steps, scene: child)
    if fork.holdsSignals { cl_hold_signals(1) }
    let pid = unsafe withUnsafeMutablePointer(to: &work) { pointer in
      unsafe cl_vfork_call(
        { raw in unsafe raw.assumingMemoryBound(to: Work.self).pointee.perform() }, pointer, stack)
    }
    guard pid > 0, work.errno == nil else {
      if pid > 0 { _ = cl_wait(pid) }
      if fork.holdsSignals { cl_hold_signals(0) }
      scene.failedAt = pid > 0 ? work.done + 1 : 0
      throw work.errno ?? Errno(-pid)
    }
    scene.pids[fork.role] = pid
  }
}

extension Plan {
  /// The same with a `PreparedSpawn` for each child that only prepares itself and execs; and for every step
  /// its place in this plan.
  var condensed: (plan: Plan, places: [Int]) {
    var short: [Step] = [], places: [Int] = []
    var index = 0
    while index < steps.count {
      places.append(index)
      if let end = endOfPreparation(from: index), let fork = steps[index].action as? Fork {
        let own = Array(steps[(index + 1)...end])
        short.append(
          Step(
            role: steps[index].role, action: PreparedSpawn(fork: fork, parent: steps[index].role, steps: own))
        )
        index = end + 1
      } else {
        short.append(steps[index])
        index += 1
      }
    }
    return (Plan(short), places)
  }

  /// Where the child's exec is, if from its fork on nobody else does anything and nothing need be undone.
  private func endOfPreparation(from index: Int) -> Int? {
    guard let fork = steps[index].action as? Fork, !fork.detached, steps[index].role == .caller, allowsVfork
    else { return nil }
    for (place, step) in steps.enumerated().dropFirst(index + 1) {
      guard step.role == fork.role, step.action.undo == nil, !(step.action is Fork), !(step.action is Spawn),
        !step.action.isWaiting
      else { return nil }
      if step.action is Exec { return place }
    }
    return nil
  }
}
