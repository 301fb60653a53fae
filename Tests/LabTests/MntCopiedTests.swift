import TestSupport
import XCTest

/// L9: a new mount namespace begins with a copy of the mounts, not of the file systems.
final class MntCopiedTests: LabCase {
  private let id = "mnt-copied"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 3) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  func testAnotherKindHasNoTableOfItsOwn() throws {
    try failsWith(
      "ns-unshare --uts sh, opens: inside", for: "ns-unshare --mount sh, opens: inside", id,
      saying: "a mnt namespace other than that of outside\" is not met")
  }

  func testInANewUserNamespaceTheCopiesAreLocked() throws {
    try failsWith(
      "ns-unshare --user --map-root-user --mount sh, opens: inside",
      for: "ns-unshare --mount sh, opens: inside",
      id, saying: "the owner of inner")
  }

  func testACopyThatWasChangedIsNoCopy() throws {
    try failsWith(
      "ns-unshare --mount --mount-proc sh, opens: inside", for: "ns-unshare --mount sh, opens: inside", id,
      saying: "the mount table of inner")
  }

  func testUnmountingOutsideBreaksTheInvariant() throws {
    try failsWith(
      "shell: outside, type: 'umount ${scene}/box'", for: "shell: inside, type: 'umount ${scene}/box'", id,
      saying: "box in inner is not there\" is not met")
  }

  func testALearnerWithAUserNamespaceIsTold() throws {
    try isTold(
      id, after: ["unshare --user --map-root-user --mount sh"], says: "a new *user* namespace", answers: 1)
  }

  func testALearnerWhoHasMountedSomethingIsTold() throws {
    try isTold(
      id, after: ["unshare --mount --mount-proc sh"], says: "its table is another one already", answers: 1)
  }

  func testALearnerWithAnotherKindIsTold() throws {
    try isTold(id, after: ["unshare --uts sh"], says: "but of another kind", answers: 1)
  }

  func testALearnerWhoCoversTheSceneIsTold() throws {
    try isTold(
      id, after: ["d=$(echo /*/box); mount -t tmpfs none ${d%/box}"], says: "Something new is mounted at",
      from: "a-new-file")
  }

  /// The drawn name is in the text of the step.
  func testALearnerWhoWritesIntoTheBoxIsTold() throws {
    try skipInPlayground("what is said of a wrong turn is tried on the host")
    let student = try student(id, from: "a-new-file")
    try sees(student, "make the file")
    try sees(student, "\n> ")
    let words = student.transcript.components(separatedBy: "make the file").last ?? ""
    let path = words.split(whereSeparator: { " `\n,".contains($0) }).first { $0.hasPrefix("/") } ?? ""
    student.types("?")
    try sees(student, "ready> ")
    let name = path.split(separator: "/").last ?? "", scene = path.dropLast(name.count + 1)
    XCTAssertFalse(name.isEmpty, words)
    student.types("echo hello > \(scene)/box/\(name)")
    try sees(student, "It has to be in")
  }
}
