/// What will be done, in order: a choreography over named roles.
///
/// The order is total, over all the processes that take part; each performs its own steps and
/// waits for the others' where the role changes.
public struct Plan: Equatable, Sendable {
  public private(set) var steps = Steps()

  public init() {}
  public init(_ steps: [Step]) { for step in steps { self.steps.append(step) } }

  /// Appends a step.
  public mutating func add(_ action: some Action, by role: Role = .caller, because why: Text? = nil) {
    steps.append(Step(role: role, action: action, why: why))
  }

  /// The steps, a line each, as tests compare them.
  public var listing: String { steps.map(\.description).joined(separator: "\n") }

  /// Whether nothing is left to do from this step on but wait, which cannot fail.
  func isAllWaiting(from index: Int) -> Bool { steps[index...].allSatisfy { $0.action.isWaiting } }

  /// Who forked whom.
  func parent(of role: Role) -> Role? {
    for step in steps {
      if case .fork(let fork) = step.action.course, fork.role == role { return step.role }
    }
    return nil
  }

  /// The way a message takes, from neighbour to neighbour.
  func path(from a: Role, to b: Role) -> [Role] {
    let up = ancestry(a), down = ancestry(b)
    // Every role descends from the caller, which `flaws` makes sure of.
    guard let meeting = up.first(where: { down.contains($0) }) else { return [] }
    return up.prefix { $0 != meeting } + [meeting] + down.prefix { $0 != meeting }.reversed()
  }

  private func ancestry(_ role: Role) -> [Role] {
    Array(sequence(first: role) { parent(of: $0) })
  }
}

extension Plan {
  /// What is wrong with the plan itself; a test of every tool asks for this.
  public var flaws: [String] {
    var alive: Set<Role> = [.caller], known: Set<Role> = [.caller]
    var flaws: [String] = []
    for (i, step) in steps.enumerated() {
      if !alive.contains(step.role) { flaws.append("\(i + 1): \(step.role) is not there") }
      if step.action.hasUndo != (step.action.undo != nil) { flaws.append("\(i + 1): is there an undo?") }
      switch step.action {
      case let fork as Fork:
        if !known.insert(fork.role).inserted { flaws.append("\(i + 1): \(fork.role) is there twice") }
        alive.insert(fork.role)
      case let spawn as Spawn:
        if !known.insert(spawn.role).inserted {
          flaws.append("\(i + 1): \(spawn.role) is there twice")
        }
      case let wait as Wait where !known.contains(wait.role):
        flaws.append("\(i + 1): nobody has begun \(wait.role)")
      case is Exec: alive.remove(step.role)
      default: break
      }
    }
    return flaws
  }
}
