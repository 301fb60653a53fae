import Foundation
import TestSupport
import XCTest

/// What a session leaves, however it ends: nothing; and what it does to others: nothing either.
final class SafetyTests: SessionCase {
  /// Killed half-way, in the middle of a lab: its warden takes everything back.
  func testNothingIsLeftAfterKill() throws {
    let before = hostState
    let folder = try Scratch()
    let audience = try demoHalfWay(folder)
    kill(audience.pid, SIGKILL)
    XCTAssertEqual(audience.ends(), 137)
    XCTAssertTrue(eventually(within: 20) { marked(folder.path).isEmpty && isEmpty(folder) })
    XCTAssertEqual(hostState, before)
  }

  /// Ctrl-C is an ending like any other.
  func testNothingIsLeftAfterAnInterrupt() throws {
    let folder = try Scratch()
    let audience = try demoHalfWay(folder)
    kill(audience.pid, SIGINT)
    XCTAssertEqual(audience.ends(), 130)
    XCTAssertTrue(eventually(within: 20) { marked(folder.path).isEmpty && isEmpty(folder) })
  }

  /// Both killed: `lab reset --all` finds what is left without them.
  func testResetFindsWhatIsLeft() throws {
    let before = hostState
    let folder = try Scratch()
    let audience = try demoHalfWay(folder)
    let top = folder.path + "/container-anatomy"
    let session = try XCTUnwrap(FileManager.default.contentsOfDirectory(atPath: top).first)
    let warden = try XCTUnwrap(contents("\(top)/\(session)/warden").flatMap { Int32($0.dropLast()) })
    XCTAssertEqual(status("Name", of: warden), "lab")
    kill(warden, SIGKILL)
    kill(audience.pid, SIGKILL)
    XCTAssertEqual(audience.ends(), 137)
    XCTAssertFalse(isEmpty(folder))
    let ran = try TestSupport.run([try tool("lab"), "reset", "--all"], environment: mine(folder))
    XCTAssertEqual(ran.status, 0, ran.error)
    XCTAssertTrue(ran.output.contains("1 "), ran.output)
    XCTAssertEqual(marked(folder.path), [])
    XCTAssertTrue(isEmpty(folder))
    XCTAssertEqual(hostState, before)
  }

  /// A mount that the commands make and nobody takes away is found, and by its place.
  func testARealLeftoverIsFound() throws {
    guard geteuid() == 0 else { throw XCTSkip("mount(2) outside of all namespaces needs root") }
    let place = try Scratch()
    let directory = try place.directory("left")
    defer { _ = try? shell("umount '\(directory)'") }
    try failsWith(
      "'mount -t tmpfs none \(directory) && exec 9< /proc/${init.pid}/ns/pid'",
      for: "'exec 9< /proc/${init.pid}/ns/pid'", "pid-death-of-1", saying: "left on the host: mount")
  }

  /// Somebody tidies up in /run or /tmp, and the journal is gone.
  func testNothingIsLeftWithoutTheFolder() throws {
    let folder = try Scratch()
    let audience = try demoHalfWay(folder)
    let session = try XCTUnwrap(sessions(in: folder.path).first)
    let group = contents(session + "/group").map { String($0.dropLast()) }
    // Moved, not removed: the lab may be writing there at this moment.
    let elsewhere = try Scratch()
    try FileManager.default.moveItem(
      atPath: folder.path + "/container-anatomy", toPath: elsewhere.path + "/gone")
    kill(audience.pid, SIGKILL)
    XCTAssertEqual(audience.ends(), 137)
    XCTAssertTrue(eventually(within: 20) { marked(folder.path).isEmpty })
    XCTAssertTrue(eventually { group.map { !FileManager.default.fileExists(atPath: $0) } ?? true })
  }

  /// Neither the end of one nor `lab reset` touches the other.
  func testTwoLabsAtOnceDoNotDisturbEachOther() throws {
    let (one, two) = (try Scratch(), try Scratch())
    let first = try demoHalfWay(one), second = try demoHalfWay(two)
    let others = marked(two.path)
    kill(first.pid, SIGKILL)
    XCTAssertEqual(first.ends(), 137)
    XCTAssertTrue(eventually(within: 20) { marked(one.path).isEmpty && isEmpty(one) })
    let ran = try TestSupport.run([try tool("lab"), "reset"], environment: mine(two))
    XCTAssertEqual(ran.status, 0, ran.error)
    XCTAssertTrue(ran.output.hasPrefix("0 "), ran.output)
    XCTAssertEqual(Set(others).subtracting(marked(two.path)), [])
    kill(second.pid, SIGKILL)
    XCTAssertEqual(second.ends(), 137)
    XCTAssertTrue(eventually(within: 20) { marked(two.path).isEmpty && isEmpty(two) })
  }

  /// Each finds the host as it was, whatever the others make meanwhile.
  func testLabsOfSeveralUsersAtOnceKeepTheirWord() throws {
    try skipInPlayground("each lab runs there by itself, and under emulation once is enough")
    guard geteuid() == 0 else { throw XCTSkip("to be two users at once needs root") }
    let users = try OrdinaryUsers()
    var all = [
      try Running([try tool("lab"), "test", "uts-hostname", "pid-death-of-1"], environment: environment),
      try Running([try tool("lab"), "test", "pid-death-of-1", "uts-hostname"], environment: environment),
    ]
    for user in users.ids {
      all.append(
        try Running(users.command(user, "lab test uts-hostname pid-death-of-1"), environment: environment))
    }
    for running in all {
      let ran = running.end(within: 60)
      XCTAssertEqual(ran.status, 0, ran.output + ran.error)
      XCTAssertTrue(ran.output.contains("2 passed, 0 failed, 0 skipped"), ran.output + ran.error)
    }
    for user in users.ids { XCTAssertEqual(users.left(by: user), []) }
  }

  /// `lab reset --all` of one user is none of another's business.
  func testResetOfAnotherUserLeavesOursAlone() throws {
    guard geteuid() == 0 else { throw XCTSkip("to be another user needs root") }
    let users = try OrdinaryUsers(), folder = try Scratch()
    let audience = try demoHalfWay(folder)
    let ours = marked(folder.path)
    let ran = try TestSupport.run(
      users.command(users.ids[0], "lab reset --all"), environment: environment, deadline: 20)
    XCTAssertEqual(ran.status, 0, ran.error)
    XCTAssertTrue(ran.output.hasPrefix("0 "), ran.output)
    XCTAssertEqual(Set(ours).subtracting(marked(folder.path)), [])
    kill(audience.pid, SIGKILL)
    XCTAssertEqual(audience.ends(), 137)
    XCTAssertTrue(eventually(within: 20) { marked(folder.path).isEmpty && isEmpty(folder) })
  }
}
