import XCTest

@testable import Isolation

/// Plans over several processes: the order of what is done, and of what is undone.
final class RunTests: XCTestCase {
  private func run(_ plan: Plan) -> Failure? {
    XCTAssertEqual(plan.flaws, [])
    do throws(Failure) { try plan.run() } catch { return error }
    return nil
  }

  /// Marks a to h over three processes; the step before `bad` fails.
  ///
  /// `exec`: the child ends as a program.
  private func three(failingAt bad: Int?, exec: String? = nil) -> (log: String, failed: Int?) {
    let log = Log()
    let roles: [Role] = [.caller, .helper, .caller, .child, .helper, .child, .helper, .caller]
    var plan = Plan()
    for (i, role) in roles.enumerated() {
      if i == 1 { plan.add(Fork(.helper, detached: true)) }
      if i == 3 { plan.add(Fork(.child)) }
      if i == bad { plan.add(Refuse(), by: role) }
      plan.add(Mark(String("abcdefgh".dropFirst(i).prefix(1)), log: log.end), by: role)
    }
    if let exec { plan.add(Exec(Command([CString(exec)])), by: .child) }
    plan.add(Wait(.child))
    let failure = run(plan)
    return (log.read(), failure?.index)
  }

  func testThreeProcessesTakeTurns() {
    XCTAssertEqual(three(failingAt: nil).log, "a b c d e f g h ")
    XCTAssertEqual(three(failingAt: nil, exec: "true").log, "a b c d e f g h ")
  }

  func testFailureAnywhereIsUndoneInReverse() {
    for exec in [nil, "true"] {
      for bad in 0..<8 {
        let (log, index) = three(failingAt: bad, exec: exec)
        let done = "abcdefgh".prefix(bad).map { "\($0) " }
        let undone = "abcdefgh".prefix(bad).reversed().map { "-\($0) " }
        XCTAssertEqual(log, (done + undone).joined())
        XCTAssertEqual(index, bad + (bad >= 1 ? 1 : 0) + (bad >= 3 ? 1 : 0))
      }
    }
  }

  func testAFailingExecIsUndoneToo() {
    let (log, index) = three(failingAt: nil, exec: "/no/such/program")
    XCTAssertEqual(log, "a b c d e f g h -h -g -f -e -d -c -b -a ")
    XCTAssertEqual(index, 10)
  }

  /// caller, child, and a child of that one which ends as a program.
  private func generations(failingAt bad: Int?, exec: CString = "true") -> (log: String, failed: Int?) {
    let log = Log()
    let grandchild: Role = "grandchild"
    let roles: [Role] = [.caller, .child, grandchild, .caller, grandchild, .child, .caller]
    var plan = Plan()
    for (i, role) in roles.enumerated() {
      if i == 1 { plan.add(Fork(.child)) }
      if i == 2 { plan.add(Fork(grandchild), by: .child) }
      if i == bad { plan.add(Refuse(), by: role) }
      plan.add(Mark(String("abcdefg".dropFirst(i).prefix(1)), log: log.end), by: role)
    }
    plan.add(Exec(Command([exec])), by: grandchild)
    plan.add(Wait(grandchild), by: .child)
    plan.add(Wait(.child))
    let failure = run(plan)
    return (log.read(), failure?.index)
  }

  func testAGrandchildThatBecomesAProgram() {
    XCTAssertEqual(generations(failingAt: nil).log, "a b c d e f g ")
    XCTAssertNil(generations(failingAt: nil).failed)
    for bad in 0..<7 {
      let (log, index) = generations(failingAt: bad)
      let done = "abcdefg".prefix(bad).map { "\($0) " }
      let undone = "abcdefg".prefix(bad).reversed().map { "-\($0) " }
      XCTAssertEqual(log, (done + undone).joined())
      XCTAssertEqual(index, bad + (bad >= 1 ? 1 : 0) + (bad >= 2 ? 1 : 0))
    }
    let (log, index) = generations(failingAt: nil, exec: "/no/such/program")
    XCTAssertEqual(log, "a b c d e f g -g -f -e -d -c -b -a ")
    XCTAssertEqual(index, 9)
  }

  /// Whoever is killed in the middle: the others undo what they have done.
  func testAKilledProcessIsAFailureOfTheOthers() {
    let log = Log()
    var plan = Plan()
    plan.add(Mark("a", log: log.end))
    plan.add(Fork(.helper))
    plan.add(Mark("b", log: log.end), by: .helper)
    plan.add(Fork(.child))
    plan.add(Mark("c", log: log.end), by: .child)
    plan.add(Vanish(), by: .child)
    plan.add(Mark("d", log: log.end), by: .helper)
    plan.add(Wait(.child))
    let failure = run(plan)
    XCTAssertEqual(failure?.errno, .brokenPipe)
    XCTAssertEqual(log.read(), "a b c -b -a ")
  }

  /// The caller is killed: a process in between stands for it, since the test itself must live.
  func testAHelperUndoesWhatItDidWhenItsParentIsKilled() {
    let log = Log()
    var plan = Plan()
    plan.add(Fork(.child))
    plan.add(Fork(.helper), by: .child)
    plan.add(Mark("a", log: log.end), by: .helper)
    plan.add(Mark("b", log: log.end), by: .child)
    plan.add(Vanish(), by: .child)
    plan.add(Mark("c", log: log.end), by: .helper)
    XCTAssertNotNil(run(plan))
    XCTAssertEqual(log.read(), "a b -a ")
  }

  /// The helper has nothing more to do, but its work must not stay behind without the command.
  func testAHelperThatIsDoneStillUndoes() {
    let log = Log()
    var plan = Plan()
    plan.add(Fork(.child))
    plan.add(Fork(.helper), by: .child)
    plan.add(Mark("a", log: log.end), by: .helper)
    plan.add(Vanish(), by: .child)
    plan.add(Exec(Command(["true"])), by: .child)
    plan.add(Wait(.child))
    // To the caller it looks as if the program had been killed.
    XCTAssertNil(run(plan))
    XCTAssertEqual(log.read(), "a -a ")
  }

  func testHowTheAwaitedProcessEnded() throws {
    func ending(_ script: CString, spawned: Bool) throws -> Ending? {
      let command = Command(["sh", "-c", script])
      var plan = Plan()
      if spawned {
        plan.add(Spawn(.child, command))
      } else {
        plan.add(Fork(.child))
        plan.add(Exec(command), by: .child)
      }
      plan.add(Wait(.child))
      return try plan.run().ending
    }
    for spawned in [false, true] {
      XCTAssertEqual(try ending("exit 7", spawned: spawned), .exited(7))
      XCTAssertEqual(try ending("kill -9 $$", spawned: spawned), .killed(by: 9))
    }
    XCTAssertEqual(Ending.killed(by: 9).status, 137)
  }

  func testTheExitStatusOfAFailingExec() {
    func status(_ file: CString, spawned: Bool) -> Int32? {
      var plan = Plan()
      if spawned { plan.add(Spawn(.child, Command([file]))) } else { plan.add(Exec(Command([file]))) }
      return run(plan)?.exitStatus
    }
    for spawned in [false, true] {
      XCTAssertEqual(status("/no/such/program", spawned: spawned), 127)
      XCTAssertEqual(status("/etc", spawned: spawned), 126)
    }
    XCTAssertEqual(three(failingAt: 2).failed, 3)
  }

  func testAChildIsToldItsNameAndEnvironment() throws {
    let log = Log()
    var plan = Plan()
    plan.add(Fork(.child))
    let script = CString("echo $0 $LOOK >/proc/self/fd/\(log.end)")
    plan.add(
      Exec(Command(["sh", "-c", script, "me"], environment: ["LOOK=here", "PATH=/usr/bin:/bin"])), by: .child)
    plan.add(Wait(.child))
    XCTAssertNil(run(plan))
    XCTAssertEqual(log.read(), "me here\n")
  }

  func testFlaws() {
    var plan = Plan()
    plan.add(Mark("a", log: 1), by: .child)
    plan.add(Wait(.helper))
    plan.add(Fork(.child))
    plan.add(Fork(.child))
    plan.add(Exec(Command(["true"])))
    plan.add(Mark("b", log: 1))
    XCTAssertEqual(plan.flaws.count, 4)
  }
}
