import Foundation
import TestSupport
import XCTest

/// The screen of cgroup-top in a terminal emulator: keys, sizes, odd names, and the terminal afterwards.
final class CgroupTopScreenTests: ScreenCase {
  func testKeys() throws {
    let scene = try scene()
    let screen = try screen("-p \(scene.path)")
    XCTAssertTrue(screen.shows("inner"), screen.text)
    XCTAssertEqual(screen.lines().count, 25)
    XCTAssertTrue(screen.lines()[1].hasPrefix("*GROUP"), screen.text)
    func step(_ key: String, _ name: String, line: UInt = #line) throws {
      try screen.press(key)
      XCTAssertTrue(cursorIs(name, screen), "\(key) \(name): \(screen.text)", line: line)
    }
    func top(_ key: String, line: UInt = #line) throws {
      try screen.press(key)
      XCTAssertTrue(
        eventually { screen.lines().count > 2 && screen.lines()[2].hasPrefix(">") }, screen.text, line: line)
    }
    try step("Down", "a")
    try step("j", "b")
    try step("End", "c")
    try step("k", "inner")
    try step("Up", "b")
    // Folded and unfolded.
    try screen.press("Space")
    XCTAssertTrue(eventually { screen.text.contains("+b") && !screen.text.contains("inner ") }, screen.text)
    try screen.press("Space")
    XCTAssertTrue(screen.shows("inner"), screen.text)
    try top("PPage")
    try step("NPage", "c")
    try top("Home")
    // Flat: whole paths.
    try screen.press("t")
    XCTAssertTrue(screen.shows("b/inner"), screen.text)
    try screen.press("t")
    // Jump while it is typed; Esc goes back.
    try screen.press("/", "inn")
    XCTAssertTrue(cursorIs("inner", screen), screen.text)
    XCTAssertTrue(screen.shows("jump to inn_"), screen.text)
    try top("Escape")
    try screen.press("/", "c", "Enter")
    XCTAssertTrue(cursorIs("c", screen), screen.text)
    try screen.press("/", "nowhere")
    XCTAssertTrue(screen.shows("no name holds \"nowhere\""), screen.text)
    try screen.press("Escape")
    // Orders, by the star at the heading.
    for (key, heading) in [
      ("c", "*CPU"), ("m", "*MEMORY"), ("T", "*TASKS"), ("P", "*GROUP"), ("s", "*TASKS"), ("S", "*GROUP"),
    ] {
      try screen.press(key)
      XCTAssertTrue(eventually { screen.lines()[1].contains(heading) }, "\(key): \(screen.text)")
    }
    try screen.press("r")
    XCTAssertTrue(screen.shows("by GROUP ↑"), screen.text)
    try screen.press("+")
    XCTAssertTrue(screen.shows("every 0.50 s"), screen.text)
    try screen.press("-")
    XCTAssertTrue(screen.shows("every 0.25 s"), screen.text)
    // More columns.
    XCTAssertFalse(screen.lines()[1].contains("KILLS"))
    try screen.press("Right", "Right", "Right")
    XCTAssertTrue(
      eventually { screen.lines()[1].contains("KILLS") && !screen.lines()[1].contains("CPU ") }, screen.text)
    try screen.press("?")
    XCTAssertTrue(screen.shows("Keys (any other goes back)"), screen.text)
    try screen.press("End")
    XCTAssertTrue(screen.shows("not available"), screen.text)
    try screen.press("x")
    XCTAssertTrue(screen.shows("GROUP"), screen.text)
    try screen.press("q")
    XCTAssertTrue(screen.shows("ended 0"), screen.text)
    XCTAssertFalse(screen.text.contains("GROUP"), "the other screen is gone")
  }

  func testFilter() throws {
    let scene = try scene()
    let screen = try screen("-p \(scene.path)")
    XCTAssertTrue(screen.shows("inner"), screen.text)
    try screen.press("f", "-l 'GROUP =~ \"/(a|inner)$\"'", "Enter")
    XCTAssertTrue(
      eventually { screen.text.contains("inner") && !screen.lines().contains { $0.hasPrefix("   c ") } })
    XCTAssertTrue(screen.shows("groups 4/5"), screen.text)
    // What is wrong is said, and can be mended.
    try screen.press("f", "C-u", "-l 'NOTHING > 1'", "Enter")
    XCTAssertTrue(screen.shows("there is no column NOTHING"), screen.text)
    try screen.press("C-u", "Enter")
    XCTAssertTrue(screen.shows("groups 5 "), screen.text)
  }

  /// The cursor goes where the process goes, and unfolds what hides it.
  func testFollowingAProcess() throws {
    let scene = try scene()
    let process = try start(in: [scene.directory + "/a"], "exec sleep 600")
    defer { process.stop() }
    XCTAssertNotNil(process.line(beginning: "ready"), process.error)
    let screen = try screen("-p \(scene.path)")
    XCTAssertTrue(screen.shows("inner"), screen.text)
    try screen.press("Down", "Down", "Space")
    XCTAssertTrue(screen.shows("+b"), screen.text)
    try screen.press("p", "\(process.pid)", "Enter")
    XCTAssertTrue(cursorIs("a", screen), screen.text)
    XCTAssertTrue(screen.shows("follows \(process.pid)"), screen.text)
    try Data("\(process.pid)".utf8).write(to: URL(fileURLWithPath: scene.directory + "/b/inner/cgroup.procs"))
    XCTAssertTrue(cursorIs("inner", screen), screen.text)
    process.stop()
    XCTAssertTrue(screen.shows("process \(process.pid) is not there any more"), screen.text)
    let other = try self.screen("--pid 1 \(scene.path)")
    XCTAssertTrue(other.shows("the group of process 1 is outside of what is shown"), other.text)
  }

  func testSizes() throws {
    let scene = try scene()
    let screen = try screen("-p \(scene.path)")
    XCTAssertTrue(screen.shows("inner"), screen.text)
    for (columns, rows) in [(200, 50), (40, 10), (20, 5), (10, 3), (3, 2), (1, 1), (132, 24), (80, 24)] {
      try screen.resize(columns, rows)
      XCTAssertTrue(
        eventually(within: 15) {
          let lines = screen.lines()
          let heading = lines.contains { $0.contains("GROUP") } || columns < 6
          return heading && lines.allSatisfy { $0.count <= columns } && !screen.text.contains("ended")
        }, "\(columns)x\(rows): \(screen.text)")
    }
    XCTAssertTrue(
      eventually { screen.text.contains("inner") && screen.lines()[1].contains("WRITE") }, screen.text)
    try screen.resize(200, 24)
    XCTAssertTrue(eventually { screen.lines()[1].contains("IO-SOME") }, screen.text)
  }

  /// The group under the cursor goes: its line stays; what is above goes: it is said, and it may come back.
  func testGroupsThatVanishUnderTheCursor() throws {
    let two = try own(nil)
    let group = try make(two.directory + "/" + token)
    for name in ["a", "b", "c"] { XCTAssertEqual(create(group + "/" + name), 0) }
    let screen = try screen("-p \(two.path)/\(token)")
    XCTAssertTrue(screen.shows("  c "), screen.text)
    try screen.press("Down", "Down")
    XCTAssertTrue(cursorIs("b", screen), screen.text)
    XCTAssertEqual(remove(group + "/b"), 0)
    XCTAssertTrue(cursorIs("c", screen), screen.text)
    XCTAssertEqual(remove(group + "/c"), 0)
    XCTAssertTrue(cursorIs("a", screen), screen.text)
    XCTAssertEqual(remove(group + "/a"), 0)
    XCTAssertEqual(remove(group), 0)
    XCTAssertTrue(screen.shows("there is no group"), screen.text)
    XCTAssertEqual(create(group), 0)
    XCTAssertTrue(
      eventually { !screen.text.contains("there is no group") && cursor(screen) != nil }, screen.text)
  }

  /// CG-35: nothing in a name is obeyed, and columns stand where they should.
  func testOddNames() throws {
    let two = try own(nil)
    let group = try make(two.directory + "/" + token)
    let names = [
      "\u{1b}[31mred\u{1b}[2J", String(repeating: "x", count: 255), String(repeating: "中", count: 85),
      "e\u{301}",
      "tab\tbell\u{7}", "👨‍👩‍👧", "\u{202e}turned", "plain",
    ]
    for name in names { try make(group + "/" + name) }
    let bytes = group + "/"
    let raw = Array(bytes.utf8CString.dropLast()) + [-1, -2, 0]
    XCTAssertEqual(unsafe mkdir(raw, 0o755), 0)
    defer { XCTAssertEqual(unsafe rmdir(raw), 0) }
    let screen = try screen("-p \(two.path)/\(token)")
    XCTAssertTrue(screen.shows("plain"), screen.text)
    XCTAssertTrue(screen.shows("\\x1b[31"), screen.text)
    XCTAssertTrue(screen.shows("xxxxx…xxxxx"), screen.text)
    XCTAssertTrue(screen.shows("中…中"), screen.text)
    XCTAssertTrue(screen.shows("\\xff\\xfe"), screen.text)
    XCTAssertTrue(screen.shows("tab\\x09bell\\x07"), screen.text)
    // Every row ends where the headings end.
    let lines = screen.lines()
    let width = "GROUP".count + 75
    for line in lines.dropFirst(2).prefix(names.count + 2) {
      XCTAssertEqual(line.hasSuffix("-"), true, line)
      XCTAssertEqual(line.terminalWidth, width, line)
    }
  }

  /// A bound is a mark in the bar and stands at the foot; a counter of events that has moved is marked for a while.
  func testBoundsAndEvents() throws {
    let pids = try place(of: "pids")
    let group = try make(pids.directory + "/" + token), path = pids.path + "/" + token
    let script = """
      import os, signal, time
      def fork(*_):
          try:
              if os.fork() == 0: os._exit(0)
          except BlockingIOError: pass
      signal.signal(signal.SIGUSR1, fork)
      print("set", flush=True)
      while True: time.sleep(600)
      """
    let process = try start(in: [group], "exec python3 -c '\(script)'")
    defer { process.stop() }
    XCTAssertNotNil(process.line(beginning: "set"), process.error)
    try Data("1".utf8).write(to: URL(fileURLWithPath: group + "/pids.max"))
    let screen = try screen("-o refused,tasks \(path)")
    XCTAssertTrue(screen.shows("tasks-max 1"), screen.text)
    XCTAssertTrue(eventually { screen.lines()[2].hasSuffix("      0     1") }, screen.text)
    process.signal(SIGUSR1)
    XCTAssertTrue(eventually { screen.lines()[2].hasSuffix("     1!     1") }, screen.text)
    // It goes after some rounds.
    XCTAssertTrue(eventually { screen.lines()[2].hasSuffix("      1     1") }, screen.text)
    let memory = try place(of: "memory")
    let bound = try make(memory.directory + "/" + token)
    let file = memory.isTwo ? "memory.max" : "memory.limit_in_bytes"
    try Data("104857600".utf8).write(to: URL(fileURLWithPath: bound + "/" + file))
    let other = try self.screen("-o memory \(memory.path)/\(token)")
    XCTAssertTrue(other.shows("······┃·"), other.text)
    XCTAssertTrue(other.shows("memory-max 100M"), other.text)
  }
}

extension String {
  /// As the terminal counts.
  fileprivate var terminalWidth: Int {
    reduce(0) { sum, letter in
      let isWide = letter.unicodeScalars.contains { 0x4E00..<0xA000 ~= $0.value || $0.value >= 0x1F300 }
      return sum + (isWide ? 2 : 1)
    }
  }
}
