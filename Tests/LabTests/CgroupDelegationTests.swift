import TestSupport
import XCTest

/// L28: a group that was given away, what its new owner may do in it, and where that ends.
final class CgroupDelegationTests: GroupLabCase {
  private let id = "cgroup-delegation"
  private let given = "chown ${guest} . cgroup.procs cgroup.subtree_control cgroup.threads"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  /// Where version 2 has memory, there is a third step with one command more.
  func testNoticesEveryOmission() throws {
    try noticesEveryOmission(id, commands: hasMemoryOfTwo ? 9 : 8, deadline: 300)
  }
  func testAnOrdinaryUserIsToldWhatIsMissing() throws {
    try isBlockedForAnOrdinaryUser(
      id, saying: ["it needs root", "run it as root, or in the playground: make playground"])
  }
  func testALearnerWalksIt() throws { try walks(id, nextIn: "outside") }
  func testALearnerWalksItInChinese() throws { try walks(id, language: "zh", nextIn: "outside") }

  private var hasMemoryOfTwo: Bool {
    (contents("/sys/fs/cgroup/cgroup.controllers") ?? "").contains("memory")
  }

  /// What this host cannot show is said, with what would help.
  func testAStepThatNeedsAControllerIsLeftOutWithoutIt() throws {
    try skipInPlayground("it has all controllers")
    if hasMemoryOfTwo { throw XCTSkip("this host has it") }
    let ran = try lab("test", id)
    XCTAssertTrue(
      ran.output.contains(
        "skip \(id) two-rules: control groups of version 2 have no controller memory for you here; "
          + "run it in the playground: make playground\n"), ran.output + ran.error)
    let shown = try lab("demo", "--auto", id, "--language", "zh")
    XCTAssertTrue(shown.output.contains("本机无法演示 two-rules 这一步"), shown.output)
    XCTAssertTrue(shown.output.contains("-- 2/2"), shown.output)
  }

  func testAUserWhoMayNotMoveIsNoDelegation() throws {
    try failsWith("chown ${guest} .", for: given, id, saying: "the owner of")
  }

  /// The limit goes with the file.
  func testWhoGivesEverythingGivesTheLimit() throws {
    try failsWith("chown ${guest} cgroup.max.depth .", for: given, id, saying: "cgroup.max.depth")
  }

  /// A word of the step's text, by what stands around it.
  private func said(_ before: String, _ after: String) -> String {
    "$(sed -n 's/.*\(before)\\([a-z0-9]*\\)\(after).*/\\1/p' $CONTAINER_ANATOMY_SESSION/said | head -n 1)"
  }
  private var makesTeam: [String] {
    [
      GroupLines.scene("memory"),
      "n=\(said("make a group called `", "`, and write")); mkdir $n && cd $n && echo 1 > cgroup.max.depth",
    ]
  }

  func testALearnerWhoGivesTheLimitAwayIsTold() throws {
    try isTold(
      id, after: makesTeam + ["chown \(said("user ", " is to own")) cgroup.max.depth"],
      says: "`cgroup.max.depth` has been given away, too")
  }

  func testALearnerWhoMakesTheInnerGroupAsRootIsTold() throws {
    try isTold(
      id, after: makesTeam + ["mkdir \(said("make a group called `", "` in "))"],
      says: "has been made by root, so it is root's")
  }

  func testALearnerWhoLeavesTheUsersShellIsTold() throws {
    try isTold(id, after: ["exit"], says: "and this step needs it", from: "the-border")
  }

  func testALearnerWhoMovesTheShellAsRootIsTold() throws {
    try isTold(
      id,
      after: [
        GroupLines.scene("memory"),
        "n=\(said("called `", "`, and give")); mkdir $n && echo $(cat */cgroup.procs) > ./$n/cgroup.procs",
      ], says: "that was root, who may move it anywhere", from: "the-border", elsewhere: true)
  }
}
