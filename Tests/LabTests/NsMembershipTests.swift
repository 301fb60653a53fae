import TestSupport
import XCTest

/// L0: each process is in one namespace of each kind, and a child in those of its parent.
final class NsMembershipTests: LabCase {
  private let id = "ns-membership"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 2) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }
  func testALearnerWalksItInChinese() throws { try walks(id, language: "zh") }

  func testAChildInANewNamespaceIsNoPlainChild() throws {
    try failsWith("ns-unshare --uts sleep 1000 &", for: "sleep 1000 &", id, saying: "outside and child")
  }

  func testOneKindBringsNoOther() throws {
    try failsWith(
      "ns-unshare --uts sh, opens", for: "ns-unshare --uts --ipc sh, opens", id, saying: "inner-ipc")
  }

  func testTheUtsNamespaceStaysWhereItIsNotAskedFor() throws {
    try failsWith("ns-unshare --ipc sh, opens", for: "ns-unshare --uts --ipc sh, opens", id, saying: "inner")
  }

  func testMoreKindsThanTwoAreMore() throws {
    try failsWith(
      "ns-unshare --uts --ipc --pid --fork --mount-proc sh, opens", for: "ns-unshare --uts --ipc sh, opens",
      id,
      saying: "outside and box")
  }

  func testALearnerWithAChildElsewhereIsTold() throws {
    try isTold(
      id, after: ["unshare --uts sleep 1000 &"], says: "it was not started by a plain", from: "a-child")
  }

  func testALearnerWithOneKindIsTold() throws {
    try isTold(id, after: ["unshare --uts sh"], says: "differs in one kind only", from: "two-kinds")
  }

  func testALearnerWithTheOtherKindIsTold() throws {
    try isTold(id, after: ["unshare --ipc sh"], says: "but its UTS namespace is still", from: "two-kinds")
  }

  func testALearnerWithTooManyKindsIsTold() throws {
    try isTold(
      id, after: ["unshare --uts --ipc --mount sh"], says: "differs in more than two kinds", from: "two-kinds"
    )
  }

  func testALearnerWhoHasLeftTheInnerShellIsTold() throws {
    try isTold(id, after: ["exit"], says: "The inner shell has ended", from: "which-kernel")
  }
}
