import TestSupport
import XCTest

/// L10: later mounts stay in their namespace if the mount below them is private, and only then.
final class MntPrivateAfterTests: LabCase {
  private let id = "mnt-private-after"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 7) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  func testWithoutTheToolsDefaultTheFirstMountIsSeenOutside() throws {
    try failsWith(
      "ns-unshare --mount --propagation unchanged sh, opens: inside",
      for: "ns-unshare --mount sh, opens: inside",
      id, saying: "in outside is not there\" is not met")
  }

  func testAPrivateCopyDoesNotLetTheMountOut() throws {
    try failsWith(
      "ns-unshare --mount sh, opens: bare", for: "ns-unshare --mount --propagation unchanged sh, opens: bare",
      id,
      saying: "in raw is shared\" is not met")
  }

  func testASlaveDoesNotLetTheMountOut() throws {
    try failsWith(
      "ns-unshare --mount --propagation slave sh, opens: bare",
      for: "ns-unshare --mount --propagation unchanged sh, opens: bare", id,
      saying: "in raw is shared\" is not met")
  }

  func testANewUserNamespaceDoesNotLetTheMountOut() throws {
    try failsWith(
      "ns-unshare --user --map-root-user --mount --propagation unchanged sh, opens: bare",
      for: "ns-unshare --mount --propagation unchanged sh, opens: bare", id,
      saying: "in raw is shared\" is not met")
  }

  func testSharedAgainLetsTheLastMountOut() throws {
    try failsWith(
      "mount --make-shared ${scene}/disk", for: "mount --make-private ${scene}/disk", id,
      saying: "in raw is private\" is not met")
  }

  func testALearnerWhoMountsOutsideIsTold() throws {
    try isTold(
      id, after: ["mount -t tmpfs none $(ls -d /*/disk/????)"], says: "The mount is there *outside*",
      answers: 1)
  }

  func testALearnerWithAUserNamespaceIsTold() throws {
    try isTold(
      id, after: ["unshare --user --map-root-user sh"], says: "new user namespace, but no mount", answers: 1)
  }

  func testALearnerWithAnotherKindIsTold() throws {
    try isTold(id, after: ["unshare --uts sh"], says: "but of another kind", answers: 1)
  }

  func testALearnerWithAPrivateCopyIsTold() throws {
    try isTold(
      id, after: ["unshare --mount sh"], says: "the command was typed in the inner shell of before",
      from: "bare-call", elsewhere: true)
  }

  func testALearnerWithASlaveIsTold() throws {
    try isTold(
      id, after: ["unshare --mount --propagation slave sh"], says: "which turns shared mounts into slaves",
      from: "bare-call", elsewhere: true)
  }

  func testALearnerWhoMountsOutsideFirstIsTold() throws {
    try isTold(
      id, after: ["mount -t tmpfs none $(ls -d /*/disk/??????)"], says: "is mounted outside already",
      from: "bare-call", elsewhere: true)
  }

  func testALearnerWhoMakesTheDiskPrivateOutsideIsTold() throws {
    try isTold(
      id, after: ["mount --make-private $(ls -d /*/disk)"], says: "You have made the disk private *outside*",
      from: "cut-off", elsewhere: true)
  }
}
