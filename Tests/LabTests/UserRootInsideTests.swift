import Foundation
import TestSupport
import XCTest

/// L19: root in a user namespace is root over what that namespace owns, and nobody else outside.
final class UserRootInsideTests: LabCase {
  private let id = "user-root-inside"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  /// Root's learner is another user, who may be kept out of the session's folder; and finds the tools all the same.
  func testTheLabIsAskedFromItsShells() throws {
    try skipInPlayground("how the lab talks is no matter of the kernel")
    let folder = try Scratch()
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    let student = try student(id, environment: ["XDG_RUNTIME_DIR": folder.path])
    XCTAssertTrue(student.sees("\n> "), student.screen)
    student.types("?")
    XCTAssertTrue(student.sees("ready> "), student.screen)
    student.types("lab hint")
    XCTAssertTrue(student.sees("hint 1/"), student.screen)
    student.types("ns-unshare --user --map-root-user sh")
    XCTAssertTrue(student.sees("then type: lab next"), student.screen)
    student.types("lab next")
    XCTAssertTrue(student.sees("What did you see?"), student.screen)
    // The warden needs the folder's journal to take everything back.
    kill(student.pid, SIGKILL)
    XCTAssertTrue(
      eventually(within: 20) { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) == [] })
  }

  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 8) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  private let root = "ns-unshare --user --map-root-user sh, opens: inside"

  func testWithoutAMapNobodyIsRoot() throws {
    try failsWith("ns-unshare --user sh, opens: inside", for: root, id, saying: "map of box")
  }

  func testAMapToOneselfMakesNoRoot() throws {
    try failsWith(
      "ns-unshare --user --map-current-user sh, opens: inside", for: root, id, saying: "map of box")
  }

  func testTheHostNameOfOthersStays() throws {
    try failsWith(
      "sh, opens: innermost", for: "ns-unshare --uts sh, opens: innermost", id, saying: "you must be root")
  }

  func testAnotherUserNamespaceOwnsWhatIsMadeInIt() throws {
    try failsWith(
      "ns-unshare --user --map-root-user --uts sh, opens: innermost",
      for: "ns-unshare --uts sh, opens: innermost",
      id, saying: "owner of own")
  }

  func testGroupsAreNotMappedWhileSetgroupsIsAllowed() throws {
    try failsWith("echo allow >", for: "echo deny >", id, saying: "gid_map")
  }

  func testAMapIsWrittenOnce() throws {
    try failsWith(
      "ns-unshare --user --map-root-user sh, opens: blank", for: "ns-unshare --user sh, opens: blank", id,
      saying: "uid_map")
  }

  func testALearnerWithoutAMapIsTold() throws {
    try isTold(id, after: ["unshare --user sh"], says: "Your new user namespace has no map")
  }

  func testALearnerMappedToHimselfIsTold() throws {
    try isTold(
      id, after: ["unshare --user --map-current-user sh"],
      says: "Your new user namespace maps your id to itself")
  }

  func testALearnerWhoLeavesTheInnerShellIsTold() throws {
    // In the second of these steps the learner is one shell deeper.
    for (step, lines) in [("what-root-may", ["exit"]), ("whose-files", ["exit", "exit"])] {
      try isTold(id, after: lines, says: "The shell in which you were root has ended", answers: 3, from: step)
    }
  }

  func testALearnerWithASecondUserNamespaceIsTold() throws {
    try isTold(
      id, after: ["unshare --user --map-root-user --uts sh"], says: "You have made a second user namespace",
      from: "a-host-name-after-all")
  }

  func testALearnerWhoNestsIsTold() throws {
    try isTold(id, after: ["unshare --user sh"], says: "was made from within the first one", from: "by-hand")
  }

  func testALearnerWithoutTheFirstNamespaceIsTold() throws {
    try isTold(
      id, after: ["exit", "exit"], says: "so this lab takes the next user namespace for that one",
      from: "by-hand")
  }

  func testALearnerWhoLetsTheToolWriteTheMapIsTold() throws {
    try isTold(
      id, after: ["unshare --user --map-root-user sh"], says: "was given its map by the tool that made it",
      from: "by-hand", elsewhere: true)
  }
}
