import Foundation
import TestSupport
import XCTest

/// What cgroup-top does to the terminal, and how it gives it back.
final class CgroupTopTerminalTests: ScreenCase {
  /// With colours off there is no sequence that sets any; with them there is.
  func testColours() throws {
    let scene = try scene()
    for (variables, isColoured) in [([:], true), (["NO_COLOR": "1"], false), (["TERM": "dumb"], false)] {
      let screen = try screen("-p \(scene.path)", variables)
      XCTAssertTrue(screen.shows("inner"), screen.text)
      XCTAssertTrue(cursor(screen) != nil, screen.text)
      XCTAssertEqual(screen.styled().contains("\u{1b}["), isColoured, "\(variables)")
    }
  }

  /// The terminal is as it was: after q, after each signal that can be caught, after a fault of the program.
  func testTheTerminalIsPutBack() throws {
    guard program("tmux") != nil else { throw XCTSkip("tmux is not there") }
    let scene = try scene()
    let signals: [(String, Int)] = sample([
      ("INT", 2), ("TERM", 15), ("HUP", 1), ("QUIT", 3), ("USR1", 10), ("ALRM", 14), ("PIPE", 13),
      ("SEGV", 11),
      ("ABRT", 6), ("BUS", 7), ("FPE", 8), ("TRAP", 5), ("RTMIN", 34), ("XCPU", 24),
    ])
    for (signal, number) in [("q", -128)] + signals {
      let scratch = try Scratch()
      let screen = try Tmux(
        """
        ulimit -c 0; cd '\(scratch.path)'; stty -a > before
        sh -c 'echo $$ > pid; exec cgroup-top -d 0.25 -p \(scene.path)'
        echo ended $?; stty -a > after; mv after after-all; exec sleep 600
        """, environment: try environment)
      XCTAssertTrue(screen.shows("inner"), screen.text)
      XCTAssertEqual(try mode(screen), "1 0")
      if signal == "q" {
        try screen.press("q")
      } else {
        let pid = try XCTUnwrap(Int32((contents(scratch.path + "/pid") ?? "").withoutBlanks))
        XCTAssertEqual(kill(pid, Int32(number)), 0)
      }
      XCTAssertTrue(screen.shows("ended \(128 + number)"), "\(signal): \(screen.text)")
      XCTAssertFalse(screen.text.contains("GROUP"), signal)
      XCTAssertTrue(eventually { contents(scratch.path + "/after-all") != nil }, signal)
      XCTAssertEqual(contents(scratch.path + "/after-all"), contents(scratch.path + "/before"), signal)
      XCTAssertEqual(try mode(screen), "0 1", signal)
    }
  }

  /// Whether the other screen is on, and whether there is a cursor.
  private func mode(_ screen: Tmux) throws -> String {
    try screen.tmux("display-message -p '#{alternate_on} #{cursor_flag}'").output.withoutBlanks
  }

  /// Ctrl-Z gives the terminal back; what comes back draws everything anew, in the background nothing.
  func testStoppingAndContinuing() throws {
    guard program("tmux") != nil, program("bash") != nil else { throw XCTSkip("tmux or bash is not there") }
    let scene = try scene()
    let scratch = try Scratch()
    let screen = try Tmux(
      "cd '\(scratch.path)'; PS1='prompt> ' exec bash --norc -i", environment: try environment)
    XCTAssertTrue(screen.shows("prompt>"), screen.text)
    try screen.press("-l 'stty -a > before; cgroup-top -d 0.25 -p \(scene.path)'", "Enter")
    XCTAssertTrue(screen.shows("inner"), screen.text)
    func pauses(_ body: () throws -> Void, line: UInt = #line) throws {
      try body()
      XCTAssertTrue(screen.shows("Stopped"), screen.text, line: line)
      XCTAssertEqual(try mode(screen), "0 1", line: line)
      try screen.press("-l 'clear; stty -a > after; mv after after-all'", "Enter")
      XCTAssertTrue(eventually { contents(scratch.path + "/after-all") != nil }, screen.text, line: line)
      XCTAssertEqual(contents(scratch.path + "/after-all"), contents(scratch.path + "/before"), line: line)
      try FileManager.default.removeItem(atPath: scratch.path + "/after-all")
      XCTAssertFalse(screen.text.contains("inner"), line: line)
    }
    try pauses { try screen.press("C-z") }
    try screen.press("fg", "Enter")
    XCTAssertTrue(screen.shows("inner"), screen.text)
    XCTAssertEqual(try mode(screen), "1 0")
    try screen.press("Down")
    XCTAssertTrue(cursorIs("a", screen), screen.text)
    let pid = try XCTUnwrap(
      shell("pgrep -f 'cgroup-top.*\(token)' | head -1").output.split(separator: "\n").first.flatMap {
        Int32($0)
      })
    try pauses { kill(pid, SIGTSTP) }
    // In the background it may not have the terminal: it stops again.
    let before = status("voluntary_ctxt_switches", of: pid)
    try screen.press("-l 'clear; bg'", "Enter")
    XCTAssertTrue(
      eventually {
        status("voluntary_ctxt_switches", of: pid) != before && status("State", of: pid)?.first == "T"
      }, status("State", of: pid) ?? "gone")
    XCTAssertEqual(try mode(screen), "0 1")
    try screen.press("fg", "Enter")
    XCTAssertTrue(screen.shows("inner"), screen.text)
    // Somebody else drew over it, and says so by a signal.
    kill(pid, SIGCONT)
    try screen.press("q")
    XCTAssertTrue(screen.shows("prompt>"), screen.text)
    XCTAssertEqual(try mode(screen), "0 1")
  }
}
