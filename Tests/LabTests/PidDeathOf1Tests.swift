import TestSupport
import XCTest

/// L8: when PID 1 ends, its namespace ends, and nobody can begin in it again.
final class PidDeathOf1Tests: LabCase {
  private let id = "pid-death-of-1"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 4) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  func testTermFromOutsideDoesNotKillIt() throws {
    // An interactive shell that is PID 1 has no handler for it, so the kernel drops the signal.
    try failsWith(
      "kill -TERM ${init.pid}", for: "kill -KILL ${init.pid}", id, saying: "living processes of init")
  }

  func testTheChildrenAloneAreNotEnough() throws {
    try failsWith("kill -KILL ${sleepers.pid}", for: "kill -KILL ${init.pid}", id, saying: "the-end")
  }

  func testALearnerWhoForgotToForkIsTold() throws {
    try isTold(id, after: ["unshare --pid sh"], says: "--fork", answers: 0)
  }

  /// Only where it is PID 1 that kills: all others of the namespace, and not itself.
  func testALearnerWhoKillsTheChildrenIsTold() throws {
    try isTold(
      id, after: ["test $$ = 1 && kill -KILL -1"], says: "it is PID 1 that has to be killed", from: "the-end")
  }
}
