import Foundation
import TestSupport
import XCTest

@testable import Isolation
@testable import LabKit

/// The control group that holds what a session starts.
final class SessionGroupTests: XCTestCase {
  private var folder: Scratch?
  private var made: ControlGroup?

  override func tearDown() {
    if let made { try? perform(EndGroup(made.path)) }
    (folder, made) = (nil, nil)
    super.tearDown()
  }

  private func perform(_ undo: EndGroup) throws {
    var plan = Plan()
    plan.add(undo)
    try plan.run()
  }

  private func group() throws -> ControlGroup {
    let scratch = try Scratch()
    folder = scratch
    let token = String(UInt64.random(in: 1 << 60 ... .max), radix: 16)
    guard let group = try Session.makeGroup(token, Journal(in: scratch.path)) else {
      throw XCTSkip("this user may make no control group here")
    }
    made = group
    XCTAssertTrue(group.path.text.hasSuffix("/container-anatomy-\(token)"))
    return group
  }

  func testItsNameIsWrittenDownFirst() throws {
    let group = try group()
    XCTAssertEqual(Journal(in: try XCTUnwrap(folder).path).undos().first as? EndGroup, EndGroup(group.path))
  }

  func testAllInItEndsWithItWhereverItHasGone() throws {
    let group = try group()
    // A daemon without the mark, and one in a group below.
    let script = """
      echo 0 > '\(group.path.text)/cgroup.procs'
      mkdir '\(group.path.text)/below'
      env -i setsid sleep 3601 &
      (sh -c 'echo $$ > "\(group.path.text)/below/cgroup.procs"; exec sleep 3602' &)
      exec sleep 3603
      """
    let first = try Running(["sh", "-c", script])
    XCTAssertTrue(
      eventually {
        group.processes.filter { status("Name", of: $0) == "sleep" }.count == 3 && group.children.count == 1
      })
    let all = group.processes
    XCTAssertTrue(all.contains(first.pid))
    try perform(EndGroup(group.path))
    XCTAssertFalse(FileManager.default.fileExists(atPath: group.path.text))
    XCTAssertEqual(all.filter { status("State", of: $0).map { !$0.hasPrefix("Z") } ?? false }, [])
    // Once more does no harm.
    try perform(EndGroup(group.path))
  }

  func testNobodyJoinsAGroupThatHasGone() throws {
    let group = try group()
    try perform(EndGroup(group.path))
    var plan = Plan()
    plan.add(Fork(.child, holdsSignals: false))
    plan.add(JoinCgroup(group.path), by: .child)
    plan.add(Exec(Command(["sleep", "3604"])), by: .child)
    XCTAssertThrowsError(try plan.run()) { XCTAssertEqual(($0 as? Failure)?.error.errno, .noEntry) }
  }

  /// It refuses to end what no session has made.
  func testOnlySessionsGroupsAreRead() {
    XCTAssertNotNil(EndGroup(["/sys/fs/cgroup/container-anatomy-0123456789abcdef"]))
    for path: CString in [
      "/sys/fs/cgroup", "/sys/fs/cgroup/user.slice", "/sys/fs/cgroup/container-anatomy-0x", "",
    ] {
      XCTAssertNil(EndGroup([path]))
    }
  }
}
