import TestSupport
import XCTest

/// L3: a process has a pid in its own pid namespace and in each above it.
final class PidNestedTests: LabCase {
  private let id = "pid-nested"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 3) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  func testWithoutForkNothingIsInside() throws {
    try failsWith(
      "ns-unshare --pid sh, opens: inside", for: "ns-unshare --pid --fork --mount-proc sh, opens: inside", id,
      saying: "inner")
  }

  func testALearnerWhoForgotToForkIsTold() throws {
    try isTold(id, after: ["unshare --pid sh"], says: "--fork")
  }

  func testALearnerOneLevelTooHighIsTold() throws {
    try isTold(id, after: ["sleep 1000 &"], says: "one level too high", from: "second-level")
  }
}
