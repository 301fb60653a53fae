import TestSupport
import XCTest

/// L6: an orphan goes to the nearest subreaper, in a pid namespace without one to its PID 1.
final class PidOrphansTests: LabCase {
  private let id = "pid-orphans"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 6) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  func testAMiddleThatDoesNotWaitIsGoneTooSoon() throws {
    try failsWith("sleep 1001 &'", for: "sleep 1001 & wait'", id, saying: "middle")
  }

  func testWithoutAMiddleNothingIsOrphaned() throws {
    try failsWith("\"sleep 1001 &\"", for: "\"sh -c 'sleep 1001 & wait' &\"", id, saying: "middle")
  }

  func testTheMiddleHasToEnd() throws {
    try failsWith(
      "{shell: outside, type: 'kill ${child.pid}'}", for: "{shell: outside, type: kill $!}", id,
      saying: "orphan-outside: ")
  }

  func testWithoutAPidNamespaceThereIsNoPid1() throws {
    try failsWith(
      "ns-unshare --mount sh", for: "ns-unshare --pid --fork --mount-proc sh", id, saying: "namespace")
  }

  func testALearnerWithoutAMiddleIsTold() throws {
    try isTold(id, after: ["sleep 1001 &"], says: "is a child of your shell itself", answers: 0)
  }

  func testALearnerWhoseMiddleIsGoneIsTold() throws {
    try isTold(id, after: ["sh -c 'sleep 1001 &'"], says: "but it is not the child of a", answers: 0)
  }

  func testALearnerWhoForgotToForkIsTold() throws {
    try isTold(
      id, after: ["unshare --pid sh"], says: "your shell is not in it", answers: 0, from: "family-inside")
  }

  func testALearnerWhoseSecondFamilyIsOutsideIsTold() throws {
    try isTold(
      id, after: ["sh -c 'sleep 1002 & wait' &"], says: "This family is outside again", answers: 0,
      from: "family-inside")
  }

  func testALearnerWithoutAGrandparentIsTold() throws {
    try isTold(
      id, after: ["unshare --pid --fork --mount-proc sh", "sh -c 'sleep 1001 & wait' &"],
      says: "its family is not complete", answers: 0, from: "family-inside")
  }
}
