import Foundation
import TestSupport
import XCTest

/// L4: what is in a pid namespace can be seen and signalled from above, and nothing above from within.
final class PidInitialSeesAllTests: LabCase {
  private let id = "pid-initial-sees-all"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 5) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }
  func testALearnerWalksItInChinese() throws { try walks(id, language: "zh") }

  /// The lab in a pid namespace, below a shell that is PID 1 there.
  private func inAContainer(_ arguments: [String]) throws -> [String] {
    ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c", "\"$@\"; exit $?", "sh"]
      + [try tool("lab")] + arguments
  }

  func testWorksInAContainer() throws {
    try XCTSkipUnless(geteuid() == 0, "it takes root to make a pid namespace around the lab")
    let ran = try TestSupport.run(
      try inAContainer(["test", id]), environment: environment, deadline: 60)
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
    XCTAssertTrue(ran.output.contains("1 passed, 0 failed, 0 skipped"), ran.output)
  }

  /// As the first process of a container, which is also the parent of its own warden.
  func testWorksAsPid1() throws {
    try XCTSkipUnless(geteuid() == 0, "it takes root to make a pid namespace around the lab")
    try skipInPlayground("the container around it is no other there")
    let ran = try TestSupport.run(
      ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child", try tool("lab"), "test", id],
      environment: environment, deadline: 60)
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
  }

  func testWithoutForkNothingIsInside() throws {
    try failsWith(
      "ns-unshare --pid sh, opens: inside", for: "ns-unshare --pid --fork --mount-proc sh, opens: inside", id,
      saying: "inner")
  }

  func testWithTheOldProcTheListIsWrong() throws {
    try failsWith(
      "ns-unshare --pid --fork sh, opens: inside",
      for: "ns-unshare --pid --fork --mount-proc sh, opens: inside", id,
      saying: "the /proc of inner-sleep shows outer-sleep")
  }

  func testFromOutsideTheOuterSleepCanBeEnded() throws {
    try failsWith(
      "{shell: outside, type: 'kill ${outer-sleep.pid}', looks: true}",
      for: "{shell: inside, type: 'kill ${outer-sleep.pid}', fails: ESRCH, looks: true}", id,
      saying: "living processes of outer-sleep")
  }

  func testFromWithinTheOuterNumberIsNoUse() throws {
    try failsWith(
      "{shell: inside, type: 'kill ${inner-sleep.pid}', fails: ESRCH}",
      for: "{shell: outside, type: 'kill ${inner-sleep.pid}'}", id,
      saying: "living processes of inner-sleep")
  }

  func testANewProcDoesNotShowTheOuterSleep() throws {
    try failsWith(
      "ns-unshare --pid --fork --mount-proc sh, opens: third",
      for: "ns-unshare --pid --fork sh, opens: third", id, saying: "the /proc of other shows outer-sleep")
  }

  func testALearnerWhoForgotToForkIsTold() throws {
    try isTold(id, after: ["unshare --pid sh"], says: "your shell is not in it", answers: 4)
  }

  func testALearnerWhoseSleepIsTheFirstProcessIsTold() throws {
    try isTold(
      id, after: ["unshare --pid sh", "sleep 1002 &"], says: "itself has become PID 1", answers: 4)
  }

  func testALearnerWithTheOldProcIsTold() throws {
    let (student, first, second) = try atTheFirstPrompt()
    for line in ["sleep \(first) &", "unshare --pid --fork sh"] {
      student.types(line)
      XCTAssertTrue(student.sees("ready> "), student.screen)
    }
    student.types("sleep \(second) &")
    XCTAssertTrue(student.sees("its /proc still shows the sleep outside"), student.screen)
  }

  func testALearnerWithTheSecondSleepOutsideIsTold() throws {
    let (student, _, second) = try atTheFirstPrompt()
    student.types("sleep \(second) &")
    XCTAssertTrue(student.sees("does not run in a new pid namespace"), student.screen)
  }

  func testALearnerWithANewProcInTheLastStepIsTold() throws {
    try isTold(
      id, after: ["unshare --pid --fork --mount-proc sh"], says: "it is no longer the one from there",
      from: "no-new-proc")
  }

  func testALearnerInAContainerIsTold() throws {
    try skipInPlayground("what is said of a wrong turn is tried on the host")
    try XCTSkipUnless(geteuid() == 0, "it takes root to make a pid namespace around the lab")
    let student = try Typist(
      try inAContainer(["start", id, "--shell", "/bin/sh", "--language", "en"]),
      environment: environment.merging(["PS1": "ready> "]) { $1 })
    var seen = student.sees(oneOf: ["not in the initial pid", "\n> "], within: 30)
    while seen == 1 {
      student.types("?")
      seen = student.sees(oneOf: ["not in the initial pid", "\n> "], within: 30)
    }
    XCTAssertEqual(seen, 0, student.screen)
    // Killed with the whole container, it would have no warden to take the session back.
    student.types("exit")
    XCTAssertEqual(student.ends(), 0)
  }

  /// A student who has answered the first step's questions, and the numbers that were drawn for the sleeps.
  private func atTheFirstPrompt() throws -> (Typist, first: String, second: String) {
    try skipInPlayground("what is said of a wrong turn is tried on the host")
    let student = try student(id)
    let first = number(after: "In this shell, start `sleep ", student)
    let second = number(after: "In the new shell, start `sleep ", student)
    answersEverything(student)
    return (student, first, second)
  }

  private func number(after text: String, _ student: Typist) -> String {
    XCTAssertTrue(student.sees(text, within: 30), student.screen)
    // What follows may come a moment later; waiting for what never comes reads on.
    for _ in 0..<100 where !student.screen.contains("&") { _ = student.sees("\u{0}", within: 0.1) }
    return String(student.screen.prefix { $0.isNumber })
  }

  /// Says `?` to each question up to the shell's prompt.
  private func answersEverything(_ student: Typist) {
    while student.sees(oneOf: ["ready> ", "\n> "], within: 30) == 1 { student.types("?") }
  }
}
