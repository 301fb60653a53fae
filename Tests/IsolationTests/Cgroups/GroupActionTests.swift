import TestSupport
import XCTest

@testable import Isolation

/// What is done to groups, on real ones of version 2; each step is taken back when a later one fails.
final class GroupActionTests: XCTestCase {
  private var top: CString = ""
  private var path: CString { top + CString("/container-anatomy-test-\(getpid())") }

  override func setUpWithError() throws {
    guard let own = ControlGroup.own, own.isMine else {
      throw XCTSkip("needs root, or a group that was delegated: no group may be made here")
    }
    top = own.path
  }

  override func tearDown() {
    let group = ControlGroup(path)
    if !top.isEmpty, group.isThere {
      group.killAll()
      _ = eventually { group.removeTree() }
    }
  }

  private func run(_ plan: Plan) -> Failure? {
    XCTAssertEqual(plan.flaws, [])
    do throws(Failure) { try plan.run() } catch { return error }
    return nil
  }

  /// A process that sleeps in the group.
  private func sleeper() throws -> Running {
    let sleeper = try Running(["sleep", "606"])
    var plan = Plan()
    plan.add(MakeGroup(path))
    plan.add(MoveProcess(sleeper.pid, to: path, from: top))
    XCTAssertNil(run(plan))
    XCTAssertEqual(ControlGroup(path).processes, [sleeper.pid])
    return sleeper
  }

  private func state() throws -> FreezerState? {
    var buffer = GroupBuffer()
    return try FreezerState(in: GroupFolder(opening: path, .two), &buffer)
  }

  func testFreezing() throws {
    let sleeper = try sleeper()
    var plan = Plan()
    plan.add(FreezeGroup(path, .two))
    XCTAssertNil(run(plan))
    XCTAssertEqual(try state(), .frozen)
    // And it is let go again, here by what the journal would have written down.
    let words = FreezeGroup(path, .two).undo?.words
    var back = Plan()
    back.add(try XCTUnwrap(words.flatMap { FreezeGroup($0) }))
    XCTAssertNil(run(back))
    XCTAssertEqual(try state(), .running)
    sleeper.stop()
  }

  func testKillingLeavesNobodyOut() throws {
    let sleeper = try sleeper()
    var plan = Plan()
    plan.add(FreezeGroup(path, .two))
    plan.add(EmptyGroup(path, .two))
    plan.add(RemoveGroup(path))
    XCTAssertNil(run(plan))
    XCTAssertFalse(ControlGroup(path).isThere)
    XCTAssertEqual(sleeper.end().status, 137)
  }

  /// The group with what has been made below.
  func testRemovingTakesTheTree() throws {
    var plan = Plan()
    for below in ["", "/a", "/a/b", "/c"] as [CString] { plan.add(MakeGroup(path + below)) }
    plan.add(RemoveGroup(path))
    XCTAssertNil(run(plan))
    XCTAssertFalse(ControlGroup(path).isThere)
  }

  func testAFailureAnywhereIsTakenBack() throws {
    let sleeper = try Running(["sleep", "606"])
    for bad in 0...4 {
      let steps: [any Action] = [
        MakeGroup(path), MakeGroup(path + "/below"), MoveProcess(sleeper.pid, to: path + "/below", from: top),
        FreezeGroup(path + "/below", .two),
      ]
      var plan = Plan()
      for (index, step) in steps.enumerated() {
        if index == bad { plan.add(Refuse()) }
        plan.add(step)
      }
      if bad == steps.count { plan.add(Refuse()) }
      XCTAssertEqual(run(plan)?.index, bad)
      XCTAssertFalse(ControlGroup(path).isThere, "\(bad)")
      XCTAssertTrue(sleeper.isRunning, "it was moved back before the group was removed: \(bad)")
      XCTAssertTrue(try CgroupMembership(of: sleeper.pid).entries.allSatisfy { !$0.path.hasSuffix("below") })
    }
    sleeper.stop()
  }

  /// Each undo can be written down, and read by another process.
  func testUndosInWords() throws {
    let undos: [any Undo] = [
      RemoveGroup("/c/a b"), JoinGroup("/c/a"), MoveProcess(7, to: "/c"),
      TakeBack("cpu", from: "/c", alone: true),
      FreezeGroup("/c", .one, isFrozen: false),
    ]
    for undo in undos {
      let again = UndoKinds([
        RemoveGroup.self, JoinGroup.self, MoveProcess.self, TakeBack.self, FreezeGroup.self,
      ])
      .read(type(of: undo).word, undo.words)
      XCTAssertTrue(again?.equals(undo) ?? false, "\(undo)")
    }
    XCTAssertNil(MoveProcess(["-1", "/c"]))
  }
}
