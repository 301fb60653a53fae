import TestSupport
import XCTest

/// L3: a process has a pid in its own pid namespace and in each above it.
final class PidNestedTests: LabCase {
  private let id = "pid-nested"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 3) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }

  func testWithoutForkNothingIsInside() throws {
    try failsWith(
      "ns-unshare --pid sh, opens: inside", for: "ns-unshare --pid --fork --mount-proc sh, opens: inside", id,
      saying: "inner")
  }

  func testALearnerWhoForgotToForkIsTold() throws {
    let student = try student(id)
    XCTAssertTrue(student.sees("Predict: "), student.screen)
    student.types("?")
    XCTAssertTrue(student.sees("ready> "), student.screen)
    student.types("unshare --pid sh")
    XCTAssertTrue(student.sees("! "), student.screen)
    XCTAssertTrue(student.sees("--fork"), student.screen)
  }
}
