import Foundation
import TestSupport
import XCTest

/// L22: a number of processes, a part of a processor, none at all; and the end of a whole group.
final class CgroupConstrainTests: GroupLabCase {
  private let id = "cgroup-constrain"
  private let storm = "for i in $(seq 12); do sleep 1001 & done"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 12, deadline: 300) }
  func testAnOrdinaryUserIsToldWhatIsMissing() throws { try isBlockedForAnOrdinaryUser(id, "pids") }
  func testALearnerWalksIt() throws { try walks(id) }

  func testAGroupWithRoomRefusesNobody() throws {
    try failsWith("echo 20 >", for: "echo 8 >", id, saying: "ended with 0")
  }

  func testAQuotaOfAllIsNoThrottle() throws {
    try failsWith("echo 100000 >", for: "echo 20000 >", id, saying: "cpu-max 20000", patience: 4000)
  }

  func testALearnerWhoseShellIsNotInTheGroupIsTold() throws {
    try isTold(
      id, after: [GroupLines.scene("pids"), GroupLines.asked, "echo 8 > pids.max", "sh -c '\(storm)'"],
      says: "All twelve sleeps run")
  }

  func testALearnerWhoSetsTheLimitLaterIsTold() throws {
    try isTold(
      id,
      after: [
        GroupLines.scene("pids"), GroupLines.asked,
        "sh -c 'echo $$ > cgroup.procs; \(storm)'", "echo 8 > pids.max",
      ], says: "A limit that is set later ends nobody")
  }

  func testALearnerWhoFreezesAnEmptyGroupIsTold() throws {
    try isTold(
      id,
      after: [
        GroupLines.scene("freezer"), GroupLines.asked,
        "[ -e freezer.state ] && echo FROZEN > freezer.state || echo 1 > cgroup.freeze",
      ], says: "but the loop is not in it", from: "on-ice")
  }

  func testALearnerWhoEndsTheLoopIsTold() throws {
    try isTold(
      id, after: ["kill -KILL $(pgrep -P $$ -f 'while :')"], says: "The loop has ended", from: "on-ice")
  }

  /// What version 1 has frozen ends only when it is thawed: so the lab must do that.
  func testNothingIsLeftOfALabThatIsLeftFrozen() throws {
    try skipInPlayground("what version 2 has frozen ends as all else does")
    let runtime = try Scratch()
    let student = try student(id, from: "thawed", environment: ["XDG_RUNTIME_DIR": runtime.path])
    try sees(student, "\n-- 4/")
    try sees(student, "ready> ")
    let members = marked(runtime.path)
    XCTAssertFalse(members.isEmpty)
    student.types("exit")
    XCTAssertNotNil(student.ends(within: 30), student.screen)
    XCTAssertEqual(marked(runtime.path), [])
    XCTAssertFalse(FileManager.default.fileExists(atPath: runtime.path + "/container-anatomy"))
  }
}
