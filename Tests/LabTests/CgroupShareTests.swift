import Foundation
import TestSupport
import XCTest

/// L21: weights share a processor where several want it, and limit nobody where they do not.
final class CgroupShareTests: GroupLabCase {
  private let id = "cgroup-share"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 5, deadline: 240) }
  func testAnOrdinaryUserIsToldWhatIsMissing() throws { try isBlockedForAnOrdinaryUser(id, "cpu") }
  func testALearnerWalksIt() throws { try walks(id) }

  /// The measurement tells one proportion from another.
  func testEqualWeightsGiveNoThreeToOne() throws {
    try failsWith(
      "{rise: cpu-time, of: [heavy, light], while: {both: busy, pinned: '${cpu}'}, seconds: 2, ratio: 1",
      for: "{rise: cpu-time, of: [heavy, light], while: {both: busy, pinned: '${cpu}'}, seconds: 5, ratio: 3",
      id,
      saying: "100 times the processor time", patience: 4000)
  }

  /// Who is not bound to the processor need not share it: nothing can be told.
  func testLoopsThatAreNotPinnedTellNothing() throws {
    try skipInPlayground("it tries the lab file")
    try failsWith(
      "heavy/cgroup.procs; exec yes", for: "heavy/cgroup.procs; exec taskset -c ${cpu} yes", id,
      saying: "may run elsewhere than on processor", patience: 2000)
  }

  func testALearnerWhoTakesTheWrongGroupIsTold() throws {
    try isTold(
      id,
      after: [
        GroupLines.scene("cpu"), "mkdir light heavy",
        "f=$(ls light/cpu.weight light/cpu.shares 2> /dev/null)",
        "echo $(($(cat $f) * 3)) > $f",
      ], says: "You have given the greater weight to `light`", answers: 0)
  }

  func testALearnerWhoDoesNotPinIsTold() throws {
    guard ProcessInfo.processInfo.activeProcessorCount > 1 else {
      throw XCTSkip("there is one processor only")
    }
    try isTold(
      id, after: [GroupLines.scene("cpu"), "cd light", GroupLines.inside("yes > /dev/null") + " &"],
      says: "What runs in `light` may run on more than one processor", from: "both-busy")
  }

  func testALearnerWhoseLoopIsInNoGroupIsTold() throws {
    try isTold(id, after: ["yes > /dev/null &"], says: "that is in neither of the groups", from: "both-busy")
  }

  func testALearnerWhoEndsTheWrongLoopIsTold() throws {
    try isTold(
      id, after: [GroupLines.scene("cpu"), "kill $(cat light/cgroup.procs)"],
      says: "The program in `light` has ended", from: "alone")
  }

}
