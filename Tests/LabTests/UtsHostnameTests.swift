import TestSupport
import XCTest

/// L1: a UTS namespace has a host name of its own, and the kernel's version is everybody's.
final class UtsHostnameTests: LabCase {
  private let id = "uts-hostname"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 2) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  func testAnotherNamespaceWillNotDo() throws {
    try failsWith("ns-unshare --ipc sh", for: "ns-unshare --uts sh", id, saying: "inner")
  }

  func testRenamingOutsideIsNoticed() throws {
    try failsWith(
      "{shell: outside, type: 'hostname ${name}'}", for: "{shell: inside, type: 'hostname ${name}'}", id,
      saying: "host name in outside")
  }

  /// The whole way of a student, wrong turn included.
  func testAStudentsWay() throws {
    let student = try student(id)
    XCTAssertTrue(student.sees("Predict: "), student.screen)
    student.types("a")
    XCTAssertTrue(student.sees("ready> "), student.screen)
    student.types("lab hint")
    XCTAssertTrue(student.sees("hint 1/"), student.screen)
    student.types("unshare --uts sh")
    XCTAssertTrue(student.sees("✓ met"), student.screen)
    student.types("lab next")
    XCTAssertTrue(student.sees("What did you see?"), student.screen)
    student.types("１")
    XCTAssertTrue(student.sees("Predict: "), student.screen)
    student.types("?")
    student.types("hostname somethingelse; lab status")
    XCTAssertTrue(student.sees("it is somethingelse"), student.screen)
    student.types("exit")
    student.types("exit")
    XCTAssertTrue(student.sees("all is taken back"), student.screen)
    XCTAssertEqual(student.ends(), 0)
  }
}
