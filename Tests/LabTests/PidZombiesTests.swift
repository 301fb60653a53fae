import TestSupport
import XCTest

/// L7: PID 1 has to ask for the orphans that have ended, and an init does.
final class PidZombiesTests: LabCase {
  private let id = "pid-zombies"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 7) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  /// With an init that asks no zombie would be left.
  func testACarefulInitIsNoCarelessOne() throws {
    try failsWith(
      "pid1-reaper sleep 1001", for: "sleep 1001", id, saying: "a-careless-init")
  }

  func testWithoutTheReaperThereAreZombiesAgain() throws {
    try failsWith(
      "nice sleep 1003", for: "pid1-reaper sleep 1003", id, saying: "reaper")
  }

  func testALearnerWhoForgotToForkIsTold() throws {
    try isTold(id, after: ["unshare --pid sleep 1001 &"], says: "nobody is in it", answers: 0)
  }

  func testALearnerWithAShellAsPid1IsTold() throws {
    try isTold(
      id, after: ["unshare --pid --fork --mount-proc sh"], says: "PID 1 of the new namespace is a shell",
      answers: 0)
  }

  func testALearnerWithoutTheReaperIsTold() throws {
    try isTold(
      id, after: ["unshare --pid --fork --mount-proc sleep 1003 &"], says: "its PID 1 is the sleep again",
      answers: 0,
      from: "a-real-init")
  }

  func testALearnerWithTooFewOrphansIsTold() throws {
    try isTold(
      id, after: ["nsenter -t $(pgrep -nx sleep) -p -m sh -c '(sleep 1002 &)'"],
      says: "Some sleeps have come to PID 1", answers: 0, from: "ten-orphans")
  }
}
