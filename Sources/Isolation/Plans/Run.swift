internal import CLinux

/// What came of a plan, as its first process knows it.
public struct Outcome: Sendable {
  /// How the awaited process ended; nil if the plan awaits none.
  public let ending: Ending?
  /// The processes that the first one began.
  public let pids: FewValues<Role, Int32>
}

extension Plan {
  /// Does it. Returns in the first process only; on failure everything is undone first.
  @discardableResult
  public func run(observedBy observer: (any Observer)? = nil) throws(Failure) -> Outcome {
    var performance = Performance(of: self, for: observer)
    try performance.run()
    return Outcome(ending: performance.scene.ending, pids: performance.scene.pids)
  }

  /// Does it, and ends as the awaited process ended: nothing is tidied up that the kernel will take anyway.
  public func runToEnd(observedBy observer: (any Observer)? = nil) throws(Failure) -> Never {
    var performance = Performance(of: self, for: observer)
    try performance.run()
    finish(as: performance.scene.ending)
  }
}

/// A plan under way, as one of its processes sees it.
struct Performance: ~Copyable {
  let plan: Plan
  var scene = Scene()
  let observer: (any Observer)?

  init(of plan: Plan, for observer: (any Observer)?) {
    self.plan = plan
    self.observer = observer
    scene.observed = observer?.descriptors ?? []
  }

  /// Whether a fork is done in one with what its child does. Whoever watches wants to see the child's steps.
  func prepared(_ step: Step, at index: Int) -> PreparedSpawn? {
    observer == nil ? PreparedSpawn(of: step, at: index, in: plan) : nil
  }

  /// A step failed, in this process or in the one that tells.
  struct Stop: Error {
    let index: Int
    let errno: Errno
    var toldBy: Role?
  }

  mutating func run() throws(Failure) {
    do throws(Stop) {
      try forward()
      if scene.role == .caller { return }
      try standBy()
    } catch {
      backward(from: error)
      if scene.role == .caller {
        cl_hold_signals(0)
        throw Failure(of: plan, at: error.index, error.errno)
      }
    }
    cl_exit(0)
  }

  mutating func forward() throws(Stop) {
    var index = 0
    // Who has done the last step.
    var finisher = Role.caller
    while index < plan.steps.count {
      let step = plan.steps[index], prepared = prepared(step, at: index)
      if index > 0 { try passTurn(after: index - 1, by: finisher, to: step.role) }
      finisher = prepared == nil ? step.finisher : step.role
      let next = index + (prepared?.count ?? 1)
      defer { index = next }
      guard step.role == scene.role else { continue }
      if let prepared {
        try prepared.perform(in: &scene)
        continue
      }
      observer?.willPerform(step, number: index + 1)
      if case .exec = step.action.course { release() }
      if plan.isAllWaiting(from: index) {
        release()
        for role in scene.links.keys where role != plan.parent(of: scene.role) { scene.links[role] = nil }
      }
      do throws(Errno) {
        try step.action.perform(in: &scene)
      } catch {
        throw Stop(index: index, errno: error)
      }
      if step.finisher == scene.role { observer?.didPerform(step, number: index + 1) }
    }
    // A plan may end with another process's step; whether it worked, the caller wants to know.
    if index > 0 { try passTurn(after: index - 1, by: finisher, to: .caller) }
    if scene.role == .caller { release() }
  }

  /// Tells those whom this process began that they may go when it does.
  func release() {
    for role in scene.links.keys where role != plan.parent(of: scene.role) { send(.over, to: role) }
  }

  /// An undo may still be asked for, until the process that forked this one exits or execs. One that
  /// was killed before it came so far asks for it in that way.
  func standBy() throws(Stop) {
    guard let parent = plan.parent(of: scene.role) else { return }
    var isOver = false
    while let message = receive(from: parent) {
      switch message {
      case .done: break
      case .failed(let index, let errno): throw Stop(index: index, errno: errno, toldBy: parent)
      case .over:
        isOver = true
        release()
      }
    }
    if !isOver { throw Stop(index: plan.steps.count - 1, errno: .brokenPipe, toldBy: parent) }
  }

  /// The process of the step that is done tells that of the next; those between them pass it on.
  func passTurn(after last: Int, by finisher: Role, to next: Role) throws(Stop) {
    guard finisher != next else { return }
    let (before, after) = neighbours(from: finisher, to: next)
    if let before { try hear(of: last, from: before) }
    if let after { send(.done(last), to: after) }
  }

  func hear(of last: Int, from neighbour: Role) throws(Stop) {
    switch receive(from: neighbour) {
    case .done: break
    case .failed(let index, let errno): throw Stop(index: index, errno: errno, toldBy: neighbour)
    case .over: try hear(of: last, from: neighbour)
    case nil:
      if case .exec = plan.steps[last].action.course { break }
      throw Stop(index: last, errno: .brokenPipe, toldBy: neighbour)
    }
  }

  /// Everyone takes back what they did, the last first, in turns as before.
  mutating func backward(from stop: Stop) {
    for neighbour in scene.links.keys where neighbour != stop.toldBy {
      send(.failed(stop.index, stop.errno), to: neighbour)
    }
    var turn = plan.steps[stop.index].role
    for (index, step) in plan.steps[..<stop.index].enumerated().reversed() {
      let fork: Fork? = if case .fork(let fork) = step.action.course { fork } else { nil }
      guard fork != nil || step.action.hasUndo, prepared(step, at: index) == nil else { continue }
      let (before, after) = neighbours(from: turn, to: step.role)
      if let before {
        while case .over = receive(from: before) {}
      }
      if let after { send(.done(index), to: after) }
      turn = step.role
      // To undo a fork is to end.
      if scene.role == fork?.role { return }
      guard step.role == scene.role else { continue }
      if let fork {
        scene.links[fork.role] = nil
        if !fork.detached, let pid = scene.pids[fork.role] { _ = cl_wait(pid) }
      } else if let undo = step.action.undo {
        try? undo.perform(in: &scene)
        observer?.didUndo(undo, role: step.role)
      }
    }
  }

  /// From whom word comes to this process, and to whom it goes on, when the turn passes from a to b.
  func neighbours(from a: Role, to b: Role) -> (before: Role?, after: Role?) {
    guard a != b else { return (nil, nil) }
    let path = plan.path(from: a, to: b)
    guard let here = path.firstIndex(of: scene.role) else { return (nil, nil) }
    return (here > 0 ? path[here - 1] : nil, here + 1 < path.count ? path[here + 1] : nil)
  }

  func send(_ message: Link.Message, to role: Role) { try? scene.links[role]?.send(message) }
  func receive(from role: Role) -> Link.Message? { try? scene.links[role]?.receive() }
}
