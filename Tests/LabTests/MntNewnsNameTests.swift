import TestSupport
import XCTest

/// L12: CLONE_NEWNS means mount namespaces, and is older than the other kinds.
final class MntNewnsNameTests: LabCase {
  private let id = "mnt-newns-name"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 2) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  func testAllFlagsAreMoreThanThisOne() throws {
    try failsWith(
      "ns-unshare --mount --uts --ipc --net --cgroup sh, opens: inside",
      for: "ns-unshare --mount sh, opens: inside",
      id, saying: "(it is 5)")
  }

  func testAnotherFlagMakesNoMountNamespace() throws {
    try failsWith(
      "ns-unshare --ipc sh, opens: inside", for: "ns-unshare --mount sh, opens: inside", id,
      saying: "a mnt namespace other than that of outside\" is not met")
  }

  func testFromTheInnerShellTwoKindsDiffer() throws {
    try failsWith(
      "shell: inside, type: ns-unshare --uts sh", for: "shell: outside, type: ns-unshare --uts sh", id,
      saying: "(it is 2)")
  }

  func testALearnerWithEveryKindIsTold() throws {
    try isTold(
      id, after: ["unshare --mount --uts --ipc --net --cgroup sh"], says: "differs in more than two kinds",
      answers: 1)
  }

  func testALearnerWithOneKindTooManyIsTold() throws {
    try isTold(
      id, after: ["unshare --user --map-root-user --mount sh"], says: "differs in two kinds", answers: 1)
  }

  func testALearnerWithAnotherKindIsTold() throws {
    try isTold(id, after: ["unshare --uts sh"], says: "but not with CLONE_NEWNS", answers: 1)
  }

  func testALearnerWhoTypesItInsideIsTold() throws {
    try isTold(id, after: ["unshare --uts sh"], says: "you typed the command in there", from: "without-it")
  }

  func testALearnerWithMoreThanUtsIsTold() throws {
    try isTold(
      id, after: ["unshare --uts --ipc sh"], says: "differs in more kinds than one", from: "without-it",
      elsewhere: true)
  }

  func testALearnerWithAMountNamespaceAgainIsTold() throws {
    try isTold(
      id, after: ["unshare --mount sh"], says: "You have made another mount namespace", from: "without-it",
      elsewhere: true)
  }
}
