import TestSupport
import XCTest

/// L11: shared mounts propagate both ways, slaves receive, private mounts do neither.
final class MntSharedSubtreesTests: LabCase {
  private let id = "mnt-shared-subtrees"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 8) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  func testTheToolsDefaultMakesThemPrivate() throws {
    try failsWith(
      "ns-unshare --mount sh, opens: inside",
      for: "ns-unshare --mount --propagation unchanged sh, opens: inside",
      id, saying: "/shared in inner is shared")
  }

  func testANewUserNamespaceMakesThemSlaves() throws {
    try failsWith(
      "ns-unshare --mount --propagation unchanged --user --map-root-user sh, opens: inside",
      for: "ns-unshare --mount --propagation unchanged sh, opens: inside", id,
      saying: "/shared in inner is the same as in outside")
  }

  func testToMarkTheOriginalBreaksTheInvariant() throws {
    try failsWith(
      "shell: outside, type: 'mount --make-slave", for: "shell: inside, type: 'mount --make-slave", id,
      saying: "/slave in outside is shared")
  }

  func testADirectoryThatIsNoMountPointCannotBeMarked() throws {
    try failsWith(
      "mount --make-slave ${scene}/slave/${a}", for: "mount --make-slave ${scene}/slave", id,
      saying: "mount --make-slave")
  }

  func testASharedCopyIsNoSlave() throws {
    try failsWith(
      "mount --make-shared ${scene}/slave", for: "mount --make-slave ${scene}/slave", id,
      saying: "/slave in inner is slave")
  }

  func testMountsMadeOnTheWrongSideDoNotCount() throws {
    try failsWith(
      "shell: outside, type: 'for m in shared slave private; do mount -t tmpfs tmpfs ${scene}/$m/${b}",
      for: "shell: inside, type: 'for m in shared slave private; do mount -t tmpfs tmpfs ${scene}/$m/${b}",
      id,
      saying: "that counts only after the opposite was seen")
  }

  func testToUnmountOutsideBreaksTheInvariant() throws {
    try failsWith(
      "shell: outside, type: 'umount ${scene}/slave/${a}'",
      for: "shell: inside, type: 'umount ${scene}/slave/${a}'",
      id, saying: "taken-away: ")
  }

  func testWithinOneUserNamespaceTheCopyIsAPeer() throws {
    try failsWith(
      "ns-unshare --mount --propagation unchanged sh, opens: innermost",
      for: "ns-unshare --mount --propagation unchanged --user --map-root-user sh, opens: innermost", id,
      saying: "owner")
  }

  func testALearnerWhoForgotPropagationIsTold() throws {
    try isTold(id, after: ["unshare --mount sh"], says: "see to that unless told not to")
  }

  func testALearnerWithSlavesIsTold() throws {
    try isTold(id, after: ["unshare --mount --propagation slave sh"], says: "in place of `shared:`")
  }

  func testALearnerWithANewUserNamespaceIsTold() throws {
    try isTold(
      id, after: ["unshare --user --map-root-user --mount --propagation unchanged sh"],
      says: "in place of `shared:`")
  }

  // With `from` the student begins where the earlier steps have led to: in the inner shell. The place of the
  // scene and the drawn words differ: patterns find them.

  func testALearnerWhoMarksTheOriginalIsTold() throws {
    try isTold(
      id, after: ["exit", "mount --make-slave /*/slave"],
      says: "has been marked: the command was typed in the outer shell", from: "two-marks")
  }

  func testALearnerWhoMountsOnTheWrongSideIsTold() throws {
    try isTold(
      id, after: ["mount -t tmpfs tmpfs /*/private/?????"], says: "it is to be mounted in the outer shell",
      answers: 6,
      from: "six-mounts")
  }

  func testALearnerWhoMountsOutsideWhatBelongsInsideIsTold() throws {
    try isTold(
      id, after: ["exit", "mount -t tmpfs tmpfs /*/private/???????"],
      says: "it is to be mounted in the inner shell",
      answers: 6, from: "six-mounts")
  }

  func testALearnerWhoUnmountsOutsideIsTold() throws {
    try isTold(
      id, after: ["exit", "umount /*/slave/?????"], says: "is no longer mounted *outside*", from: "taken-away"
    )
  }

  func testALearnerWithoutAUserNamespaceIsTold() throws {
    try isTold(
      id, after: ["unshare --mount --propagation unchanged sh"],
      says: "belongs to the same user namespace as the second", from: "another-owner")
  }

  func testALearnerWhoForgotPropagationAgainIsTold() throws {
    try isTold(
      id, after: ["unshare --user --map-root-user --mount sh"],
      says: "`--propagation unchanged` was forgotten",
      from: "another-owner")
  }
}
