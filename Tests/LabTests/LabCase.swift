import Foundation
import TestSupport
import XCTest

/// What every lab must keep, whatever it is about.
class LabCase: XCTestCase {
  /// What outlasts a run: records and progress, of this test alone.
  private var home: Scratch?

  override func tearDown() {
    home = nil
    super.tearDown()
  }

  var environment: [String: String] {
    var all = ProcessInfo.processInfo.environment
    all["LC_ALL"] = "C.UTF-8"
    all["NO_COLOR"] = "1"
    if home == nil { home = try? Scratch() }
    all["XDG_STATE_HOME"] = stateHome
    // A test may be run from within a lab.
    all["CONTAINER_ANATOMY_SESSION"] = nil
    all["CONTAINER_ANATOMY_ASK"] = nil
    return all
  }

  /// Where `lab` keeps records and progress in this test.
  var stateHome: String { home?.path ?? "" }

  func lab(_ arguments: String..., deadline: Double = 60) throws -> Ran {
    try TestSupport.run([try tool("lab")] + arguments, environment: environment, deadline: deadline)
  }

  /// Setup, checks unmet, commands, checks met, reset, host unchanged.
  func keepsItsWord(_ id: String) throws {
    try skipInPlayground("all labs keep their word there in one run: LabToolTests")
    let ran = try lab("test", id)
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
    XCTAssertTrue(ran.output.contains("1 passed, 0 failed, 0 skipped"), ran.output)
  }

  /// The checks look at the kernel, not at the tool: util-linux does as well.
  func passesWithUtilLinux(_ id: String) throws {
    try skipInPlayground("it tries other tools on the same kernel calls, which the host does")
    let ran = try lab("test", id, "--replace", "ns-unshare=unshare", "--replace", "ns-enter=nsenter")
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
  }

  /// What the host has proved already, and the virtual machine would take minutes for.
  func skipInPlayground(_ reason: String) throws {
    if isPlayground { throw XCTSkip(reason) }
  }

  /// Each command that is left out is missed by a check.
  func noticesEveryOmission(_ id: String, commands: Int, deadline: Double = 120) throws {
    try skipInPlayground(
      "it tries the lab file, not the kernel, and each omission costs a wait under emulation")
    let ran = try lab("test", id, "--mutate", deadline: deadline)
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
    let omitted = ran.output.split(separator: "\n").filter { $0.hasPrefix("pass \(id) without \"") }
    XCTAssertEqual(omitted.count, commands, ran.output)
  }

  /// Another command in place of one of the reference commands makes the lab fail.
  func failsWith(
    _ wrong: String, for command: String, _ id: String, saying expected: String, patience: Int = 1000
  ) throws {
    try skipInPlayground("it tries the lab file, not the kernel, and each wrong answer is waited for")
    let labs = try Scratch()
    let source = try folder(of: id)
    try FileManager.default.copyItem(atPath: source, toPath: labs.path + "/lab")
    let file = labs.path + "/lab/lab.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    XCTAssertTrue(text.contains(command), "\(command) is not in \(file)")
    try text.replacingOccurrences(of: command, with: wrong).write(
      toFile: file, atomically: true, encoding: .utf8)
    let ran = try lab("test", id, "--labs", labs.path, "--patience", "\(patience)")
    XCTAssertEqual(ran.status, 1, ran.output + ran.error)
    XCTAssertTrue(ran.output.contains(expected), ran.output)
    XCTAssertTrue(ran.output.contains("0 passed, 1 failed"), ran.output)
  }

  /// As uid 1000, who is in passwd and subuid of a mount namespace of the test's own only.
  func worksForAnOrdinaryUser(_ id: String) throws {
    try skipInPlayground("all labs are done by an ordinary user there in one run: LabToolTests")
    guard geteuid() == 0 else {
      try keepsItsWord(id)
      return
    }
    try passForAnOrdinaryUser(id, count: 1)
  }

  /// `lab test` with these arguments, by an ordinary user, lets so many labs pass.
  func passForAnOrdinaryUser(
    _ arguments: String, count: Int, skipped: Int = 0, deadline: Double = 60
  ) throws {
    let users = try OrdinaryUsers()
    let user = users.ids[0]
    let ran = try TestSupport.run(
      users.command(user, "lab test \(arguments)"), environment: environment, deadline: deadline)
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
    XCTAssertTrue(
      ran.output.hasSuffix("\(count) passed, 0 failed, \(skipped) skipped\n"), ran.output + ran.error)
    XCTAssertEqual(users.left(by: user), [])
  }

  func folder(of id: String) throws -> String {
    let labs = packageRoot + "/Labs"
    let names = try FileManager.default.contentsOfDirectory(atPath: labs)
    return labs + "/" + (try XCTUnwrap(names.first { $0.hasSuffix("-" + id) }))
  }

  /// A student who types these lines, one after the other, is told a text of the guide.
  ///
  /// `answers`: how many predictions are asked for before the last line; each gets `?`. `text`: a piece
  /// of one line. `step`: the step to begin at, else the first. `elsewhere`: the lines are typed into a `lab shell`.
  func isTold(
    _ id: String, after lines: [String], says text: String, answers: Int = 1, from step: String? = nil,
    elsewhere: Bool = false, file: StaticString = #filePath, line number: UInt = #line
  ) throws {
    try skipInPlayground("what is said of a wrong turn is tried on the host")
    // A session of its own to join.
    let runtime = elsewhere ? try Scratch() : nil
    let changes = runtime.map { ["XDG_RUNTIME_DIR": $0.path] } ?? [:]
    let student = try student(id, from: step, environment: changes)
    var left = answers
    /// The prompt, or a question before it.
    func comesToThePrompt() -> Bool {
      while left > 0 {
        guard let seen = student.sees(oneOf: ["ready> ", "\n> "], within: 30) else { return false }
        if seen == 0 { return true }
        left -= 1
        student.types("?")
      }
      return student.sees("ready> ", within: 30)
    }
    // Before the step begins, prompts are those of the earlier steps' commands, which the lab types.
    if step != nil { try sees(student, "\n-- ", line: number) }
    XCTAssertTrue(comesToThePrompt(), student.screen, file: file, line: number)
    if elsewhere {
      let guest = try Typist(
        [try tool("lab"), "shell", "--shell", "/bin/sh"],
        environment: environment.merging(["PS1": "guest> "]) { $1 }.merging(changes) { $1 })
      for line in lines {
        XCTAssertTrue(guest.sees("guest> ", within: 30), guest.screen, file: file, line: number)
        guest.types(line)
      }
      XCTAssertTrue(
        student.sees(text, within: 30), "not told: \(student.screen)", file: file, line: number)
      return
    }
    for (index, line) in lines.enumerated() {
      student.types(line)
      if index == lines.count - 1 { break }
      XCTAssertTrue(
        comesToThePrompt(), "no prompt after \(line): \(student.screen)", file: file, line: number)
    }
    XCTAssertTrue(student.sees(text), "not told: \(student.screen)", file: file, line: number)
  }

  /// A student before a terminal, with records, progress and sessions of the test's own.
  func student(
    _ id: String, language: String = "en", from step: String? = nil, shell: String = "/bin/sh",
    _ more: [String] = [], environment changes: [String: String] = [:]
  ) throws -> Typist {
    try Typist(
      [try tool("lab"), "start", id, "--shell", shell, "--language", language]
        + (step.map { ["--from", $0] } ?? []) + more,
      environment: environment.merging(["PS1": "ready> "]) { $1 }.merging(changes) { $1 })
  }

  /// A text that must come: without it the rest of a way makes no sense.
  struct NotSeen: Error {}

  func sees(_ student: Typist, _ text: String, line: UInt = #line) throws {
    if student.sees(text, within: 30) { return }
    XCTFail("line \(line): no \(text) in: \(student.screen)")
    throw NotSeen()
  }

  /// What has been recorded of a lab in this test, a line an event.
  func records(of id: String) -> [String] {
    (contents(stateHome + "/container-anatomy/records/\(id).jsonl") ?? "").split(separator: "\n").map(
      String.init)
  }

  /// The processes that carry the mark of a session in that folder.
  func marked(_ folder: String) -> [Int32] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { Int32($0) }.filter {
      contents("/proc/\($0)/environ")?.contains("CONTAINER_ANATOMY_SESSION=\(folder)") ?? false
    }
  }
}
