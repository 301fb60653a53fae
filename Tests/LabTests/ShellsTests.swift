import Foundation
import TestSupport
import XCTest

/// A learner does a lab from start to end in a shell of theirs: the typical mistake first, the text that names
/// it, a hint, then everything right.
final class ShellsTests: LabCase {
  func testBash() throws { try doesTheLab(in: "bash") }
  func testZsh() throws { try doesTheLab(in: "zsh") }
  func testDash() throws { try doesTheLab(in: "dash") }
  func testFish() throws { try doesTheLab(in: "fish") }

  private func doesTheLab(in name: String) throws {
    if name != "bash" { try skipInPlayground("one shell stands there for all") }
    guard let shell = program(name) else { throw XCTSkip("\(name) is not installed") }
    let home = try Scratch()
    try home.file(".bashrc", "PS1='ready> '\n")
    try home.file(".zshrc", "PS1='ready> '\n")
    try home.directory("fish")
    try home.file("fish/config.fish", "function fish_prompt; echo -n 'ready> '; end\nset fish_greeting\n")
    let student = try student(
      "pid-nested", shell: shell,
      environment: [
        "HOME": home.path, "ZDOTDIR": home.path, "XDG_CONFIG_HOME": home.path, "XDG_DATA_HOME": home.path,
        "XDG_RUNTIME_DIR": home.path, "TERM": "xterm",
      ])
    func sees(_ text: String, line: UInt = #line) throws { try self.sees(student, text, line: line) }
    func types(_ text: String, thenSees seen: String, line: UInt = #line) throws {
      student.types(text)
      try sees(seen, line: line)
    }

    // The first prediction, and the mistake.
    try sees("\n> ")
    try types("?", thenSees: "ready> ")
    try types("unshare --pid sh", thenSees: "! A new pid namespace has been made, but nobody lives in it")
    try sees("add `--fork`.")
    try sees("ready> ")
    try types("lab hint", thenSees: "hint 1/3")
    try sees("ready> ")
    try types("exit", thenSees: "ready> ")

    try types("unshare --pid --fork --mount-proc sh", thenSees: "then type: lab next")
    try sees("ready> ")
    try types("lab next", thenSees: "What did you see?")
    try types("?", thenSees: "What the kernel shows: 1. ")

    // Two levels, a number to read off, and a wrong one typed.
    try sees("2/3")
    try sees("\n> ")
    try types("?", thenSees: "ready> ")
    try types("unshare --pid --fork --mount-proc sh", thenSees: "ready> ")
    try types("sleep 1000 &", thenSees: "then type: lab next")
    try sees("ready> ")
    try types("lab next", thenSees: "What did you see?")
    try types("?", thenSees: "Which pid does the sleep have in the innermost")
    try types("9999", thenSees: "You say 9999, the kernel says ")

    // What is seen, not made.
    try sees("3/3")
    try sees("\n> ")
    try types("?", thenSees: "ready> ")
    try types("grep NSpid /proc/self/status", thenSees: "ready> ")
    try types("lab next", thenSees: "What did you see?")
    try types("?", thenSees: "That was the lab.")
    student.types("")
    XCTAssertEqual(student.ends(within: 30), 0, student.screen)

    let events = records(of: "pid-nested")
    func count(_ event: String) -> Int { events.filter { $0.contains("\"event\":\"\(event)\"") }.count }
    XCTAssertEqual(
      ["begin", "step", "predicted", "remark", "hint", "met", "observed", "answered", "left", "end"].map(
        count),
      [1, 3, 3, 1, 1, 3, 3, 1, 0, 1], events.joined(separator: "\n"))
    XCTAssertFalse(FileManager.default.fileExists(atPath: home.path + "/container-anatomy"))
  }
}
