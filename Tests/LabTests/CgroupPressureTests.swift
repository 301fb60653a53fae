import TestSupport
import XCTest

/// L29: pressure tells who waits, in the group or for another; and a mark that slows down.
final class CgroupPressureTests: GroupLabCase {
  private let id = "cgroup-pressure"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  /// Where version 2 has memory, there is a third step with four more.
  func testNoticesEveryOmission() throws {
    let memory = (contents("/sys/fs/cgroup/cgroup.controllers") ?? "").contains("memory")
    try noticesEveryOmission(id, commands: memory ? 8 : 4, deadline: 300)
  }
  func testAnOrdinaryUserIsToldWhatIsMissing() throws {
    try isBlockedForAnOrdinaryUser(
      id,
      saying: [
        "you may make no control group of version 2 here", "systemd-run --user --scope -p Delegate=yes",
      ])
  }
  func testALearnerWalksIt() throws { try walks(id) }

  /// Who sleeps does not wait for a processor.
  func testSleepersMakeNoPressure() throws {
    try failsWith(
      "taskset -c ${cpu} sleep 300 & done'", for: "taskset -c ${cpu} yes > /dev/null & done'", id,
      saying: "loops", patience: 6000)
  }

  func testALearnerWhoseLoopsAreInNoGroupIsTold() throws {
    try isTold(
      id,
      after: [
        GroupLines.scene("cpu"), GroupLines.asked, "for i in 1 2 3; do timeout 60 yes > /dev/null & done",
      ],
      says: "The three loops run, but they are not in")
  }

  func testALearnerWhoDoesNotPinIsTold() throws {
    try isTold(
      id,
      after: [
        GroupLines.scene("cpu"), GroupLines.asked,
        "sh -c 'echo $$ > cgroup.procs; for i in 1 2 3; do timeout 60 yes > /dev/null & done'",
      ], says: "may run on more than one processor")
  }

  func testALearnerWhoEndsTheLoopsIsTold() throws {
    try isTold(
      id, after: [GroupLines.scene("cpu"), "kill $(cat */cgroup.procs)"],
      says: "and this step needs them. Start them once more", from: "a-neighbour")
  }
}
