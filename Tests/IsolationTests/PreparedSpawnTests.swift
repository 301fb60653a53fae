import XCTest

@testable import Isolation

/// A child that works in its parent's memory must be as one that was forked.
final class PreparedSpawnTests: XCTestCase {
  /// Whoever watches gets the plan step by step.
  private final class Watcher: Observer {
    func willPerform(_ step: Step, number: Int) {}
    func didPerform(_ step: Step, number: Int) {}
    func didUndo(_ action: any Action, role: Role) {}
  }

  /// Marks that need no undo, in the caller and in a child that ends as a program.
  private func plan(_ log: Log, failingAt bad: Int?, exec: CString = "true") -> Plan {
    var plan = Plan()
    plan.add(Mark("a", log: log.end))
    plan.add(Fork(.child))
    for (i, text) in ["-b", "-c", "-d"].enumerated() {
      if i == bad { plan.add(Refuse(), by: .child) }
      plan.add(Mark(text, log: log.end), by: .child)
    }
    plan.add(Exec(Command([exec], environment: ["PATH=/usr/bin:/bin"])), by: .child)
    plan.add(Wait(.child))
    return plan
  }

  private func outcome(failingAt bad: Int?, exec: CString = "true", watched: Bool) -> [String] {
    let log = Log()
    let plan = plan(log, failingAt: bad, exec: exec)
    XCTAssertEqual(plan.prepared, [1...5 + (bad == nil ? 0 : 1)])
    do throws(Failure) {
      let ending = try plan.run(observedBy: watched ? Watcher() : nil).ending
      return [log.read(), "\(ending.map { "\($0)" } ?? "none")"]
    } catch {
      return [log.read(), "\(error.index)", "\(error.errno)", "\(error.exitStatus)", error.error.call]
    }
  }

  func testItIsAsAFork() {
    XCTAssertEqual(outcome(failingAt: nil, watched: false), ["a -b -c -d ", "exited(0)"])
    for bad in [nil, 0, 1, 2] {
      for exec: CString in ["true", "false", "/no/such/program", "/etc"] {
        XCTAssertEqual(
          outcome(failingAt: bad, exec: exec, watched: false),
          outcome(failingAt: bad, exec: exec, watched: true))
      }
    }
    XCTAssertEqual(
      outcome(failingAt: 1, watched: false).dropFirst().first, "3", "the step's place in the whole plan")
  }

  /// The program's environment is not the parent's, whose memory it was prepared in.
  func testTheParentKeepsItsEnvironment() {
    let before = ProcessInfo.processInfo.environment
    for exec: CString in ["true", "/no/such/program"] {
      _ = outcome(failingAt: nil, exec: exec, watched: false)
      XCTAssertEqual(ProcessInfo.processInfo.environment, before)
    }
  }

  func testWhatMustStayAFork() {
    let log = Log()
    defer { _ = log.read() }
    let exec = Exec(Command(["true"]))
    func isShorter(_ steps: [Step]) -> Bool { !Plan(steps).prepared.isEmpty }
    let fork = Step(role: .caller, action: Fork(.child))
    let end = Step(role: .child, action: exec)
    XCTAssertTrue(isShorter([fork, end]))
    // Something of the child's to be undone; somebody else's turn; another process; no program at the end.
    XCTAssertFalse(isShorter([fork, Step(role: .child, action: Mark("a", log: log.end)), end]))
    XCTAssertFalse(isShorter([fork, Step(role: .caller, action: Refuse()), end]))
    XCTAssertFalse(isShorter([fork, Step(role: .child, action: Fork("grandchild")), end]))
    XCTAssertFalse(isShorter([fork, Step(role: .child, action: Refuse())]))
    XCTAssertFalse(isShorter([Step(role: .caller, action: Fork(.child, detached: true)), end]))
  }

  /// A parent that sleeps meanwhile is not taken for one that has ended: that sweeps of kills show otherwise
  /// (ToolTests/DeathTests).
  func testASleepingParentIsAlive() throws {
    var plan = Plan()
    plan.add(Fork(.child))
    plan.add(DieWithParent(.kill, parent: .caller), by: .child)
    plan.add(Exec(Command(["sh", "-c", "exit 3"])), by: .child)
    plan.add(Wait(.child))
    XCTAssertEqual(plan.prepared, [0...2])
    XCTAssertEqual(try plan.run().ending, .exited(3))
  }
}

extension Plan {
  /// What is done in one where nobody watches.
  var prepared: [ClosedRange<Int>] {
    steps.indices.compactMap { index in
      PreparedSpawn(of: steps[index], at: index, in: self).map { index...(index + $0.count - 1) }
    }
  }
}
