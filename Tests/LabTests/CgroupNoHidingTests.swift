import TestSupport
import XCTest

/// L23: namespaces hide and do not limit, control groups limit and do not hide.
final class CgroupNoHidingTests: GroupLabCase {
  private let id = "cgroup-no-hiding"
  private let alone = "ns-unshare -muinpCf --mount-proc sh"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 8, deadline: 240) }
  func testAnOrdinaryUserIsToldWhatIsMissing() throws { try isBlockedForAnOrdinaryUser(id, "memory") }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  func testFewerNamespacesAreNoticed() throws {
    try failsWith("ns-unshare -muipCf --mount-proc sh", for: alone, id, saying: "in different namespaces")
  }

  func testAShellThatIsHiddenIsNotInTheOpen() throws {
    try failsWith(
      "exec ns-unshare -pf --mount-proc sh''', opens: member", for: "exec sh''', opens: member", id,
      saying: "in different namespaces")
  }

  func testALearnerWhoIsNotInTheGroupIsTold() throws {
    try isTold(
      id, after: [GroupLines.scene("memory"), GroupLines.asked, "exec \(alone)"],
      says: "alone in its namespaces, but it is not in")
  }

  func testALearnerWithFewerNamespacesIsTold() throws {
    try isTold(
      id,
      after: [
        GroupLines.scene("memory"), GroupLines.asked, GroupLines.inside("ns-unshare -pf --mount-proc sh"),
      ], says: "is not in as many new namespaces")
  }

  func testALearnerWhoseProgramRunsOutsideIsTold() throws {
    try isTold(
      id, after: ["dd if=/dev/zero of=/dev/null bs=128M count=900"], says: "This dd is not in the group",
      from: "from-outside", elsewhere: true)
  }

  func testALearnerWhoLeavesTheInnerShellIsTold() throws {
    try isTold(
      id, after: ["exit"], says: "The shell in the new namespaces has ended", from: "from-outside")
  }

  func testALearnerWhoHidesOnceMoreIsTold() throws {
    try isTold(
      id,
      after: [
        GroupLines.scene("memory"),
        GroupLines.asked + "; echo 64M > $(ls memory.max memory.limit_in_bytes 2> /dev/null)",
        GroupLines.inside("ns-unshare -pf --mount-proc sh"),
      ], says: "is in new namespaces as well", from: "in-the-open", elsewhere: true)
  }
}
