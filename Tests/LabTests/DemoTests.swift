import Foundation
import TestSupport
import XCTest

/// A demonstration: keys, hands, back and forth, notes in a second terminal, a recording.
final class DemoTests: LabCase {
  override func setUpWithError() throws {
    if isPlayground { throw XCTSkip("how a demonstration is shown is no matter of the kernel") }
  }

  private func mine(_ folder: Scratch) -> [String: String] {
    environment.merging(["XDG_RUNTIME_DIR": folder.path, "XDG_STATE_HOME": folder.path]) { $1 }
  }

  private func demo(_ folder: Scratch, _ id: String, _ options: String...) throws -> Typist {
    try Typist([try tool("lab"), "demo", id, "--language", "en"] + options, environment: mine(folder))
  }

  private func isEmpty(_ folder: Scratch) -> Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) == []
  }

  /// The result of a command comes after Enter; the hands that were counted stand beside the answer.
  func testHandsAndAPauseBeforeEachResult() throws {
    let folder = try Scratch()
    let stage = try demo(folder, "uts-hostname")
    XCTAssertTrue(stage.sees("Hands up for a b c ?"), stage.screen)
    stage.types("3 ５，5")
    XCTAssertTrue(stage.sees("[outside]"), stage.screen)
    XCTAssertTrue(stage.sees("outside$ ns-unshare --uts sh"), stage.screen)
    stage.types("")
    XCTAssertTrue(stage.sees("[inside]"), stage.screen)
    XCTAssertTrue(stage.sees("| inside$ hostname"), stage.screen)
    XCTAssertFalse(stage.screen.contains("✓ met"))
    for _ in 0..<3 { stage.types("") }
    XCTAssertTrue(stage.sees("✓ met"), stage.screen)
    XCTAssertTrue(stage.sees("a)   3  ###"), stage.screen)
    XCTAssertTrue(stage.sees("b)   5  #####"), stage.screen)
    XCTAssertTrue(stage.sees("The answer: "), stage.screen)
    // Nothing is left when it is ended in the middle.
    stage.types("q")
    XCTAssertTrue(stage.sees("Reset: the host is as it was before."), stage.screen)
    XCTAssertEqual(stage.ends(), 0)
    XCTAssertTrue(isEmpty(folder))
  }

  /// One step back: all is taken back, the steps before are done again, and the same names are drawn.
  func testBack() throws {
    let folder = try Scratch()
    let stage = try demo(folder, "uts-hostname")
    XCTAssertTrue(stage.sees("-- 1/3"), stage.screen)
    for _ in 0..<6 { stage.types("") }
    XCTAssertTrue(stage.sees("-- 2/3"), stage.screen)
    let first = try XCTUnwrap(name(after: "inside$ hostname ", stage))
    stage.types("")
    XCTAssertTrue(stage.sees("inside$ hostname"), stage.screen)
    stage.types("b")
    XCTAssertTrue(stage.sees("(back: 1 of the steps are done again)"), stage.screen)
    XCTAssertTrue(stage.sees("-- 2/3"), stage.screen)
    XCTAssertEqual(try name(after: "inside$ hostname ", stage), first)
    stage.types("b")
    XCTAssertTrue(stage.sees("-- 1/3"), stage.screen)
    stage.types("q")
    XCTAssertEqual(stage.ends(), 0)
    XCTAssertTrue(isEmpty(folder))
  }

  /// Answers the show of hands, and reads the word that is typed next.
  private func name(after prompt: String, _ stage: Typist) throws -> String? {
    XCTAssertTrue(stage.sees("Hands up"), stage.screen)
    stage.types("")
    XCTAssertTrue(stage.sees(prompt), stage.screen)
    var word: Substring = ""
    XCTAssertTrue(
      eventually {
        _ = stage.sees("\u{0}", within: 0)
        word = stage.screen.prefix { $0.isLetter }
        return word.count >= 5
      })
    return String(word)
  }

  func testNotesInASecondTerminal() throws {
    let folder = try Scratch()
    let notes = try Running(
      [try tool("lab"), "demo", "--notes", "--language", "en"], environment: mine(folder))
    XCTAssertNotNil(notes.line(beginning: "waiting for lab demo"))
    let stage = try demo(folder, "pid-death-of-1")
    XCTAssertTrue(stage.sees("-- 1/4"), stage.screen)
    XCTAssertNotNil(notes.line(beginning: "L8 pid-death-of-1  1/4  a-small-family"), notes.output)
    stage.types("")
    XCTAssertNotNil(notes.line(beginning: "next     outside$ ns-unshare --pid"), notes.output)
    XCTAssertTrue(notes.output.contains("hint     `ns-unshare --pid --fork --mount-proc sh`"), notes.output)
    stage.types("q")
    XCTAssertEqual(stage.ends(), 0)
    XCTAssertEqual(notes.end(within: 15).status, 0)
    XCTAssertTrue(notes.output.contains("The demonstration has ended."))
  }

  /// Recorded, it can be shown again, and each step can be jumped to. A failure that belongs to the lab is said
  /// to be one.
  func testARecordingAndAnExpectedFailure() throws {
    let folder = try Scratch()
    let file = folder.path + "/x.cast"
    let ran = try TestSupport.run(
      [try tool("lab"), "demo", "--auto", "--speed", "0", "--record", file, "--reported", "pid-death-of-1"],
      environment: mine(folder), deadline: 60)
    XCTAssertEqual(ran.status, 0, ran.error)
    XCTAssertTrue(
      ran.output.contains("✓ this had to fail with ENOMEM (Cannot allocate memory), and did"), ran.output)
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8))
    }
    XCTAssertEqual((lines.first as? [String: Any])?["version"] as? Int, 2)
    let events = lines.dropFirst().compactMap { $0 as? [Any] }
    XCTAssertEqual(events.count, lines.count - 1)
    let times = events.compactMap { $0.first as? Double }
    XCTAssertEqual(times, times.sorted())
    let labels = events.filter { $0[1] as? String == "m" }.compactMap { $0[2] as? String }
    XCTAssertEqual(labels.first, "1/4 a-small-family")
    XCTAssertEqual(labels.count, 4)
    let text = events.filter { $0[1] as? String == "o" }.compactMap { $0[2] as? String }.joined()
    XCTAssertEqual(text.replacingOccurrences(of: "\r\n", with: "\n"), ran.output)
    // It is in the records, and nobody takes it for a learner's work.
    func report(_ options: String...) throws -> String {
      try TestSupport.run([try tool("lab"), "report", "--csv"] + options, environment: mine(folder)).output
    }
    XCTAssertTrue(try report("--all").contains(",demo,"))
    XCTAssertFalse(try report().contains("demo"))
  }

  /// In a class each student draws what no other draws, and the same again.
  func testDrawsOfAClass() throws {
    let folder = try Scratch()
    func name(_ student: String) throws -> String? {
      var mine = mine(folder)
      (mine["CONTAINER_ANATOMY_CLASS"], mine["CONTAINER_ANATOMY_STUDENT"]) = ("spring", student)
      let ran = try TestSupport.run(
        [try tool("lab"), "demo", "--auto", "--speed", "0", "uts-hostname"], environment: mine, deadline: 30)
      let line = ran.output.split(separator: "\n").first { $0.hasPrefix("| inside$ hostname ") }
      return line.map { String($0.dropFirst(19)) }
    }
    let ann = try XCTUnwrap(name("ann"))
    XCTAssertEqual(try name("ann"), ann)
    XCTAssertNotEqual(try name("bob"), ann)
  }

  func testBadUsage() throws {
    for options in [["--speed", "2"], ["--auto", "--speed", "-1"]] {
      let ran = try TestSupport.run([try tool("lab"), "demo"] + options, environment: environment)
      XCTAssertEqual(ran.status, 64, ran.output)
    }
    let ran = try lab("demo", "--auto", "--record", "/nosuch/x", "uts-hostname")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("open(\"/nosuch/x\"): No such file"), ran.error)
  }
}
