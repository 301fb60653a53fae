import Foundation
import TestSupport
import XCTest

/// L20: a limit holds for the processes in the group, and the kernel ends one that goes beyond.
final class CgroupLimitTests: GroupLabCase {
  private let id = "cgroup-limit"
  private let hog = "dd if=/dev/zero of=/dev/null bs=64M count=200"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 6) }
  func testAnOrdinaryUserIsToldWhatIsMissing() throws { try isBlockedForAnOrdinaryUser(id, "memory") }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItInChinese() throws { try walks(id, language: "zh") }

  func testAProgramThatFitsIsNotEnded() throws {
    try failsWith(
      "bs=16M count=200'\n        looks: true", for: "bs=64M count=200'\n        fails: 137", id,
      saying: "oom-kill")
  }

  func testAProcessOutsideIsNotEnded() throws {
    try failsWith(
      "sh -c 'dd if=/dev/zero of=/dev/null bs=64M count=1'\n        looks: true",
      for: "sh -c 'echo $$ > ${cgroup}/${box}/cgroup.procs; \(hog)'\n        fails: 137", id,
      saying: "oom-kill")
  }

  /// Somebody removes the session's folder, and with it what is written down: the groups go all the same.
  func testNothingIsLeftWithoutTheJournal() throws {
    try skipInPlayground("how a session is taken back is tried on the host")
    let runtime = try Scratch(), sessions = runtime.path + "/container-anatomy"
    let student = try student(id, from: "a-big-one", environment: ["XDG_RUNTIME_DIR": runtime.path])
    try sees(student, "\n-- 4/")
    try sees(student, "ready> ")
    let folder = try FileManager.default.contentsOfDirectory(atPath: sessions).first {
      $0.hasPrefix(id + ".")
    }
    let token = String(try XCTUnwrap(folder).split(separator: ".").last ?? "")
    func groups() -> String {
      let names = "-name '*-\(token)' -o -name '*-\(String(token.reversed()))'"
      return (try? shell("find /sys/fs/cgroup \(names)").output) ?? "?"
    }
    XCTAssertNotEqual(groups(), "")
    try FileManager.default.removeItem(atPath: sessions)
    kill(student.pid, SIGKILL)
    XCTAssertTrue(eventually(within: 20) { groups() == "" }, groups())
  }

  func testALearnerWhoIsTooEarlyIsTold() throws {
    try isTold(
      id, after: [GroupLines.scene("memory"), "cd */", GroupLines.inside("sleep 30") + " &"],
      says: "A process is in your group already", from: "a-limit")
  }

  func testALearnerWhoseShellIsNotInTheGroupIsTold() throws {
    try isTold(id, after: ["\(hog)0"], says: "but it is not in the group", from: "too-much")
  }

  func testALearnerWhoLeavesTheSwapIsTold() throws {
    try isTold(
      id, after: [GroupLines.scene("memory"), "cd */", GroupLines.inside(hog)],
      says: "The group has come to its limit, and it may use swap", from: "too-much")
  }

  func testALearnerWhoMovesTheProcessTooLateIsTold() throws {
    try isTold(
      id,
      after: [
        GroupLines.scene("memory"), "cd */", "dd if=/dev/zero bs=48M count=1 | sleep 30 &", "sleep 1",
        "echo $(pgrep -n -x -P $$ dd) > cgroup.procs",
      ], says: "This dd had its memory before you moved it", from: "too-much")
  }

  func testALearnerWhoMakesAGroupWithinIsTold() throws {
    try isTold(
      id, after: [GroupLines.scene("memory"), "cd */", "mkdir inner"],
      says: "You have made a group within the group",
      from: "too-much")
  }

  func testALearnerWhoStartsTheBigOneInsideIsTold() throws {
    try isTold(
      id,
      after: [GroupLines.scene("memory"), "cd */", GroupLines.inside("dd if=/dev/zero of=/dev/null bs=48M")],
      says: "This one was ended like that of the last step", answers: 0, from: "a-big-one")
  }
}
