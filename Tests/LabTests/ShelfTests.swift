import Foundation
import TestSupport
import XCTest

/// Finding labs, saying what they would make, and making new ones.
final class ShelfTests: LabCase {
  private func rows(_ arguments: String...) throws -> [String] { try rows(arguments) }

  private func rows(_ arguments: [String]) throws -> [String] {
    let ran = try TestSupport.run(
      [try tool("lab"), "list", "--language", "en"] + arguments, environment: environment)
    XCTAssertEqual(ran.status, 0, ran.error)
    return ran.output.split(separator: "\n").filter { $0.hasPrefix("L") }.map {
      String($0.split(separator: " ")[1])
    }
  }

  func testSearchAndFilters() throws {
    if isPlayground { throw XCTSkip("a list is no matter of the kernel") }
    for words in [["hostname"], ["UTS-HOST", "uts"], ["主机名"], ["uts.kernel"], ["--claim", "uts.hostname"]] {
      let found = try rows(words)
      XCTAssertTrue(found.contains("uts-hostname"), "\(words): \(found)")
      XCTAssertFalse(found.contains("pid-nested"), "\(words): \(found)")
    }
    XCTAssertFalse(try rows("--minutes", "8").contains("pid-nested"))
    XCTAssertTrue(try rows("--ready").contains("uts-hostname"))
    XCTAssertEqual(try rows("no-such-thing"), [])
  }

  /// What the records of earlier runs say is shown, as long as the learner's progress is kept.
  func testAMarkOfProgress() throws {
    if isPlayground { throw XCTSkip("a list is no matter of the kernel") }
    let home = try Scratch()
    let folder = try home.directory("container-anatomy/records")
    func line(_ event: String, by: String = "learner") -> String {
      "{\"time\":1,\"run\":\"r\",\"lab\":\"uts-hostname\",\"by\":\"\(by)\",\(event)}\n"
    }
    let met = "\"event\":\"met\",\"step\":\"private-copy\",\"checks\":[]"
    var mine = environment
    mine["XDG_STATE_HOME"] = home.path
    func marks(_ text: String) throws -> String {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/uts-hostname.jsonl"))
      return try TestSupport.run(
        [try tool("lab"), "list", "uts-hostname", "--language", "en"], environment: mine
      ).output
    }
    let id = try firstStep()
    _ = try home.directory("container-anatomy/progress")
    try home.file("container-anatomy/progress/uts-hostname.json", #"{"token":"t","done":["\#(id)"]}"#)
    XCTAssertFalse(try marks(line("\"event\":\"step\",\"step\":\"\(id)\"")).contains("steps done"))
    let done = met.replacingOccurrences(of: "private-copy", with: id)
    XCTAssertFalse(try marks(line(done, by: "demo")).contains("steps done"))
    XCTAssertTrue(try marks(line(done) + line(done)).contains("(1 of "))
    // Signs are of ASCII where letters are, in either language.
    let ids = try stepIds()
    try home.file(
      "container-anatomy/progress/uts-hostname.json",
      #"{"token":"t","done":[\#(ids.map { "\"\($0)\"" }.joined(separator: ","))]}"#)
    let all = ids.map { line(met.replacingOccurrences(of: "private-copy", with: $0)) }.joined()
    XCTAssertTrue(try marks(all).contains("(✓ done)"))
    mine["LC_ALL"] = "C"
    for (language, mark) in [("en", "(+ done)"), ("zh", "(+ 已完成)")] {
      let list = try TestSupport.run(
        [try tool("lab"), "list", "uts-hostname", "--language", language], environment: mine)
      XCTAssertTrue(list.output.contains(mark), list.output)
    }
    mine["LC_ALL"] = "C.UTF-8"
    let reset = try TestSupport.run([try tool("lab"), "reset", "uts-hostname"], environment: mine)
    XCTAssertEqual(reset.status, 0, reset.error)
    XCTAssertFalse(try marks(line(done)).contains("steps done"))
  }

  private func firstStep() throws -> String { try XCTUnwrap(try stepIds().first) }

  private func stepIds() throws -> [String] {
    let text = try String(contentsOfFile: packageRoot + "/Labs/01-uts-hostname/lab.yaml", encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("  - id: ") }.map { String($0.dropFirst(8)) }
  }

  /// What is misspelt is more likely meant than unknown.
  func testTheNearestIsNamed() throws {
    if isPlayground { throw XCTSkip("a list is no matter of the kernel") }
    for (words, said, status) in [
      (["plan", "pid-nestd"], #"there is no lab "pid-nestd"; did you mean "pid-nested"?"#, 1),
      (["strat", "1"], #"there is no command "strat"; did you mean "start"?"#, 64),
      (["test"], "name a lab, or --all\nUsage: lab test ", 64),
      (["test", "1", "--replace", "x"], "--replace takes NAME=OTHER\nUsage: lab test ", 64),
    ] {
      let ran = try TestSupport.run([try tool("lab")] + words, environment: environment)
      XCTAssertEqual(ran.status, Int32(status), ran.error)
      XCTAssertTrue(ran.error.hasPrefix("lab: " + said), ran.error)
    }
  }

  /// What is wrong, and what would help, in one language.
  func testTroubleIsToldInOneLanguage() throws {
    if isPlayground { throw XCTSkip("a list is no matter of the kernel") }
    let place = try Scratch()
    for (language, words) in [("en", "\n  try  --labs DIR"), ("zh", "\n  可以试试：--labs DIR")] {
      let ran = try lab("list", "--labs", place.path + "/none", "--language", language)
      XCTAssertEqual(ran.status, 1)
      XCTAssertTrue(ran.error.hasPrefix("lab: ") && ran.error.contains(words), ran.error)
    }
  }

  /// A plan names what would be made, and makes nothing.
  func testAPlanMakesNothing() throws {
    let state = try Scratch()
    var mine = environment
    mine["XDG_RUNTIME_DIR"] = state.path
    mine["XDG_STATE_HOME"] = state.path
    let ran = try TestSupport.run(
      [try tool("lab"), "plan", "uts-hostname", "--language", "en"], environment: mine)
    XCTAssertEqual(ran.status, 0, ran.error)
    for word in [
      "uts_namespaces(7)", "\(state.path)/container-anatomy/uts-hostname", "unshare(", "CLONE_NEWUTS",
    ] {
      XCTAssertTrue(ran.output.contains(word), "\(word) in \(ran.output)")
    }
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: state.path), [])
  }

  /// Made, checked, tried and found to notice every change, all without a word of the author's.
  func testANewLabKeepsItsWord() throws {
    let place = try Scratch()
    let made = try lab("new", "mine", "--number", "9", "--in", place.path)
    XCTAssertEqual(made.status, 0, made.error)
    XCTAssertEqual(try lab("lint", place.path + "/09-mine").status, 0)
    let ran = try lab("test", "--labs", place.path, "mine")
    XCTAssertEqual(ran.output, "pass mine\n1 passed, 0 failed, 0 skipped\n", ran.error)
    XCTAssertEqual(try lab("new", "uts-hostname", "--in", place.path).status, 1)
    XCTAssertEqual(try lab("new", "Bad Name", "--in", place.path).status, 64)
    // Two folders of labs, and one lab that cannot be read: the others still can.
    let both = "\(packageRoot)/Labs:\(place.path)"
    XCTAssertTrue(try lab("list", "--labs", both).output.contains("mine"))
    try Data("id: [".utf8).write(to: URL(fileURLWithPath: place.directory("zz") + "/lab.yaml"))
    let list = try lab("list", "--labs", both)
    XCTAssertEqual(list.status, 1)
    XCTAssertTrue(list.output.contains("mine") && list.error.contains("zz/lab.yaml:2: not YAML"), list.error)
    XCTAssertEqual(try lab("plan", "--labs", both, "mine").status, 0)
  }

  /// What was drawn and where the scene is stands in the texts around the steps, too.
  func testTheIntroductionIsFilledIn() throws {
    if isPlayground { throw XCTSkip("how the lab talks is no matter of the kernel") }
    let place = try Scratch()
    XCTAssertEqual(try lab("new", "mine", "--number", "9", "--in", place.path).status, 0)
    let file = place.path + "/09-mine/guide.en.md"
    let title = "# A new lab: mine"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    XCTAssertTrue(text.contains(title) && text.contains("## docker\n"))
    try text.replacingOccurrences(of: title, with: title + "\n\nCalled <${name}> at ${scene}.")
      .replacingOccurrences(of: "## docker\n", with: "## docker\nStill <${name}>.\n")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let yaml = place.path + "/09-mine/lab.yaml"
    try String(contentsOfFile: yaml, encoding: .utf8)
      .replacingOccurrences(of: "namespaces: [uts]", with: "namespaces: [uts, mnt]")
      .write(toFile: yaml, atomically: true, encoding: .utf8)
    let demo = try lab("demo", "mine", "--labs", place.path, "--language", "en", "--speed", "0", "--auto")
    XCTAssertEqual(demo.status, 0, demo.error)
    XCTAssertNotNil(
      demo.output.firstMatch(of: /Called <[a-z]+> at \/.*Still <[a-z]+>/.dotMatchesNewlines()), demo.output)
    let student = try Typist(
      [try tool("lab"), "start", "mine", "--labs", place.path, "--language", "en", "--shell", "/bin/sh"],
      environment: environment)
    XCTAssertTrue(student.sees("> at /"), student.screen)
    XCTAssertTrue(student.sees("\n> "))
    student.types("?")
    student.types("exit")
    _ = student.ends()
  }

  /// A lab whose checks do not need what was drawn is found out, and what was altered is said.
  func testAnAlterationThatNobodyNotices() throws {
    if isPlayground { throw XCTSkip("it tries the lab file, not the kernel") }
    let place = try Scratch()
    XCTAssertEqual(try lab("new", "mine", "--number", "9", "--in", place.path).status, 0)
    let file = place.path + "/09-mine/lab.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacingOccurrences(
      of: "{domainname: '${name}', in: inner}", with: "{domainname: {not-equal-in: outside}, in: inner}"
    )
    .write(toFile: file, atomically: true, encoding: .utf8)
    let ran = try lab("test", "--mutate", "--labs", place.path, "mine")
    XCTAssertEqual(ran.status, 1, ran.output)
    XCTAssertTrue(ran.output.contains("FAIL mine with another ${name} in \"domainname ${name}\""), ran.output)
    XCTAssertTrue(ran.output.contains("pass mine with \"ns-unshare --ipc sh\""), ran.output)
    XCTAssertTrue(ran.output.contains("4 passed, 1 failed, 0 skipped"), ran.output)
  }
}
