import Foundation
import TestSupport
import XCTest

/// What a learner can do besides working: leave and come back, skip, go back, look from elsewhere.
final class LearnerTests: LabCase {
  override func setUpWithError() throws {
    try super.setUpWithError()
    try skipInPlayground("how the lab talks is no matter of the kernel")
  }

  private let id = "pid-nested"
  private let command = "unshare --pid --fork --mount-proc sh"
  private var runtime: Scratch?

  /// Sessions of this test alone: `lab shell` shall find one only.
  override var environment: [String: String] {
    if runtime == nil { runtime = try? Scratch() }
    return super.environment.merging(["XDG_RUNTIME_DIR": runtime?.path ?? "/", "TERM": "xterm"]) { $1 }
  }

  override func tearDown() {
    super.tearDown()
    runtime = nil
  }

  private func sees(_ student: Typist, _ texts: String..., line: UInt = #line) throws {
    for text in texts { try sees(student, text, line: line) }
  }

  private func atWork(_ more: [String] = [], changes: [String: String] = [:], line: UInt = #line) throws
    -> Typist
  {
    let student = try student(id, more, environment: changes)
    try sees(student, "\n> ", line: line)
    student.types("?")
    try sees(student, "ready> ", line: line)
    return student
  }

  /// Who types a command where a question is asked is told how to get to a shell.
  func testACommandIsNoAnswer() throws {
    let student = try student(id)
    try sees(student, "\n> ")
    for line in ["exit", "lab next"] {
      student.types(line)
      try sees(student, "to leave the lab, type exit in the shell that comes next", "> ")
    }
    student.types("?")
    try sees(student, "ready> ")
  }

  /// What the shell has left behind holds the terminal, and is no reason to stay.
  func testLeavesThoughSomebodyHoldsTheTerminal() throws {
    let student = try atWork()
    student.types("sh -c 'sleep 1000 &'")
    try sees(student, "ready> ")
    student.types("exit")
    XCTAssertEqual(student.ends(within: 20), 0, student.screen)
  }

  func testNextHasToBeTypedTwice() throws {
    let student = try atWork()
    student.types("lab next")
    try sees(student, "Not done yet:", "not yet  inner", "once more: lab next", "ready> ")
    student.types("lab next")
    try sees(student, "(left before it was met)", "2/3")
    let events = records(of: id)
    XCTAssertTrue(
      events.contains { $0.contains(#""event":"attempt","step":"first-level","unmet":["inner: "#) })
    XCTAssertTrue(events.contains { $0.contains(#""event":"left","step":"first-level""#) }, "\(events)")
  }

  /// Who leaves the new shell to look elsewhere has done what was asked.
  func testWhatWasMetStaysMet() throws {
    let student = try atWork()
    student.types(command)
    try sees(student, "then type: lab next", "ready> ")
    student.types("exit")
    try sees(student, "ready> ")
    student.types("lab next")
    try sees(student, "What did you see?")
    student.types("?")
    try sees(student, "2/3")
    XCTAssertTrue(records(of: id).contains { $0.contains(#""event":"met","step":"first-level""#) })
  }

  func testComesBackToWhereItWasLeft() throws {
    let first = try atWork()
    first.types(command)
    try sees(first, "then type: lab next", "ready> ")
    first.types("lab next")
    try sees(first, "What did you see?")
    first.types("?")
    try sees(first, "2/3", "\n> ")
    first.types("?")
    try sees(first, "ready> ")
    first.types("exit")
    try sees(first, "ready> ")
    first.types("exit")
    try sees(first, "Left at step 2 of 3")
    XCTAssertEqual(first.ends(), 0)

    // The state is made again, the prediction is remembered, and it is a shell inside.
    let second = try student(id)
    try sees(
      second, "You go on at step 2 of 3", "is gone", "ns-unshare --pid --fork --mount-proc sh", "2/3",
      "(you did not know what to predict)", "ready> ")
    second.types("echo pid $$")
    try sees(second, "pid 1\n", "ready> ")
    second.types("lab back")
    try sees(second, "made anew, for step 1", "1/3", "ready> ")
    second.types("lab status")
    try sees(second, "step 1 of 3", "not yet  inner")

    XCTAssertEqual(try lab("reset", id).output, "\(id) begins at its first step again\n")
    XCTAssertEqual(try lab("reset", id).output, "nothing is kept of \(id)\n")
  }

  /// Another terminal follows, and one that takes part is told, too; what is half typed stays.
  func testOtherTerminals() throws {
    let student = try atWork()
    let follower = try Running(
      [try tool("lab"), "status", "--follow", "--linear"], environment: environment)
    XCTAssertNotNil(follower.line(beginning: "not yet: inner"), follower.output + follower.error)
    let guest = try Typist(
      [try tool("lab"), "shell", "--shell", "/bin/sh"],
      environment: environment.merging(["PS1": "guest> "]) { $1 })
    try sees(guest, "guest> ")
    student.presses("echo ha")
    guest.types("unshare --pid sh")
    try sees(student, "! A new pid namespace", "ready> echo ha")
    try sees(guest, "! A new pid namespace", "guest> ")
    student.types("lf")
    try sees(student, "\nhalf\n", "ready> ")
    guest.types("exit")
    guest.types(command)
    try sees(guest, "met  inner", "guest> ")
    try sees(student, "met  inner", "ready> ")
    XCTAssertNotNil(follower.line(beginning: "met: inner"), follower.output + follower.error)
    let map = try lab("map", "--linear")
    XCTAssertTrue(map.output.contains("sh, pid "), map.output + map.error)
    XCTAssertTrue(map.output.contains("in namespaces of its own: pid:["), map.output + map.error)
    guest.types("lab why")
    try sees(guest, "no step is done yet")
    // With the lab they end as well.
    student.types("exit")
    XCTAssertEqual(student.ends(), 0)
    XCTAssertEqual(guest.ends(), 0)
    XCTAssertTrue(eventually { !follower.isRunning })
  }

  /// The text of a mistake stands before the prompt that comes next.
  func testMessagesComeBeforeThePrompt() throws {
    let student = try atWork()
    student.types("unshare --pid sh")
    XCTAssertEqual(student.sees(oneOf: ["ready> ", "! A new pid"]), 1)
  }

  func testKeysOfTheQuiz() throws {
    let student = try student(id)
    try sees(student, "\n> ")
    student.types("z")
    try sees(student, "\"z\" is none of the choices: a to c", "> ")
    student.presses("\u{3}")
    try sees(student, "? if you do not know", "> ")
    student.types("２")
    try sees(student, "ready> ")
    student.types("ls ｜ wc")
    try sees(student, "full-width mark  ｜", "ready> ")
    student.types("ls ｜ wc")
    XCTAssertEqual(student.sees(oneOf: ["full-width", "ready> "]), 1)
    XCTAssertTrue(records(of: id).contains { $0.contains("\"predicted\"") && !$0.contains("null") })
  }

  /// The order of the choices is the learner's: it outlasts a restart.
  func testChoicesKeepTheirOrder() throws {
    func order() throws -> String {
      let student = try student(id)
      try sees(student, "say it has?\n")
      XCTAssertTrue(
        eventually {
          _ = student.sees("\u{0}", within: 0); return student.screen.contains("\n> ")
        })
      return student.screen
    }
    XCTAssertEqual(try order(), try order())
  }

  func testPlainTerminals() throws {
    let poor = try atWork(changes: ["LC_ALL": "C"])
    poor.types(command)
    try sees(poor, " + met  inner")
    let reader = try atWork(["--linear", "--again"])
    reader.types(command)
    try sees(reader, "\nmet: inner")
    let console = try student(id, language: "zh", ["--again"], environment: ["TERM": "linux"])
    try sees(console, "This terminal cannot show Chinese", "Predict: ")
    XCTAssertFalse(console.screen.contains("预测"))
  }

  func testAStepThatIsNotThere() throws {
    let student = try student(id, from: "nine")
    try sees(
      student, "pid-nested has no step \"nine\"; there are first-level, second-level, seen-from-within")
    XCTAssertEqual(student.ends(), 1)
  }
}
