import Foundation
import TestSupport
import XCTest

/// The `lab` program: what it refuses and how, and what it leaves.
final class LabToolTests: LabCase {
  private func broken(_ change: (inout String) -> Void) throws -> (Scratch, Ran) {
    let labs = try Scratch()
    let source = packageRoot + "/Labs/01-uts-hostname"
    try FileManager.default.copyItem(atPath: source, toPath: labs.path + "/lab")
    var text = try String(contentsOfFile: labs.path + "/lab/lab.yaml", encoding: .utf8)
    change(&text)
    try text.write(toFile: labs.path + "/lab/lab.yaml", atomically: true, encoding: .utf8)
    return (labs, try lab("test", "uts-hostname", "--labs", labs.path))
  }

  func testAnUnknownPredicateIsNamedWithItsLine() throws {
    let (labs, ran) = try broken {
      $0 = $0.replacingOccurrences(of: "expect: {hostname:", with: "expect: {hostnam:")
    }
    XCTAssertEqual(ran.status, 1)
    let line = try String(contentsOfFile: labs.path + "/lab/lab.yaml", encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("hostnam:") }
    XCTAssertTrue(
      ran.error.contains("lab.yaml:\(try XCTUnwrap(line) + 1): unknown predicate \"hostnam\""), ran.error)
    XCTAssertEqual(ran.output, "")
  }

  func testAnUnknownFieldIsRefused() throws {
    let (_, ran) = try broken {
      $0 = $0.replacingOccurrences(of: "minutes: 8", with: "minutes: 8\nminuets: 8")
    }
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("unknown field \"minuets\""), ran.error)
  }

  func testWhatIsNoYamlIsRefused() throws {
    let (_, ran) = try broken { $0 += "\n  - [" }
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("not YAML"), ran.error)
  }

  func testAnUnreadableFileIsNamed() throws {
    let (labs, _) = try broken { _ in }
    try FileManager.default.removeItem(atPath: labs.path + "/lab/lab.yaml")
    try FileManager.default.createDirectory(
      atPath: labs.path + "/lab/lab.yaml", withIntermediateDirectories: true)
    let ran = try lab("lint", labs.path + "/lab")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("lab.yaml: cannot be read: Is a directory"), ran.error)
  }

  func testAnUnknownLabIsRefused() throws {
    let ran = try lab("demo", "--auto", "nosuch")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(
      ran.error.contains("there is no lab \"nosuch\"\n  try  lab list shows what there is"), ran.error)
  }

  func testAnUnknownOptionIsRefused() throws {
    let ran = try lab("list", "--bogus")
    XCTAssertEqual(ran.status, 64)
    XCTAssertTrue(ran.error.contains("--bogus"), ran.error)
  }

  func testStartWithoutATerminalSaysWhatToDo() throws {
    let ran = try lab("start", "uts-hostname")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("lab demo uts-hostname"), ran.error)
  }

  func testAllLabsAreWellWritten() throws {
    let ran = try lab("lint")
    XCTAssertEqual(ran.status, 0, ran.error)
  }

  func testAMissingTextIsFound() throws {
    let (labs, _) = try broken { _ in }
    let guide = labs.path + "/lab/guide.zh.md"
    let text = try String(contentsOfFile: guide, encoding: .utf8)
    try text.replacingOccurrences(of: "### why", with: "### wherefore").write(
      toFile: guide, atomically: true, encoding: .utf8)
    let ran = try lab("lint", labs.path + "/lab")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("guide.zh.md: there is no ### why"), ran.error)
  }

  /// Predictions, commands, the kernel's answers and verdicts are all shown, in both languages.
  func testTheDemoShowsEverything() throws {
    for (language, words) in [
      ("en", ["Predict: ", "✓ met", "✓ holds", "The answer: ", "inside$ hostname", "outside$ "]),
      ("zh", ["先预测：", "✓ 满足", "✓ 保持", "答案：", "inside$ hostname", "outside$ "]),
    ] {
      let ran = try lab("demo", "--auto", "uts-hostname", "--language", language)
      XCTAssertEqual(ran.status, 0, ran.error)
      for word in words { XCTAssertTrue(ran.output.contains(word), "\(word) in \(ran.output)") }
    }
  }

  /// On a terminal it waits for Enter before each command, and goes on.
  func testTheDemoWaitsForAKey() throws {
    let audience = try Typist(
      [try tool("lab"), "demo", "uts-hostname", "--language", "en"], environment: environment)
    XCTAssertTrue(audience.sees("Predict: "), audience.screen)
    XCTAssertFalse(audience.sees("outside$ ns-unshare", within: 0.3))
    audience.types("")
    XCTAssertTrue(audience.sees("ns-unshare --uts sh"), audience.screen)
  }

  /// One program, several sessions: none takes the warden of another for its own.
  func testAllLabsInOneRun() throws {
    let ran = try TestSupport.run(
      [try tool("lab"), "test", "--all"], environment: environment, deadline: 120)
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
    XCTAssertTrue(ran.output.hasSuffix("21 passed, 0 failed, 0 skipped\n"), ran.output)
  }

  func testAllLabsByAnOrdinaryUser() throws {
    try XCTSkipUnless(geteuid() == 0, "testAllLabsInOneRun has done it")
    // Nobody has made control groups for this user.
    try passForAnOrdinaryUser("--all", count: 15, skipped: 6, deadline: 120)
  }
}
