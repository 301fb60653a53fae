import Foundation
import TestSupport
import XCTest

/// The exit status of the init: that of its command, whatever else happens.
final class ReaperExitTests: ReaperCase {
  /// No number stands for "unknown": 127 least of all.
  func testEveryExitCodeComesThrough() throws {
    let ran = try sh(
      "for i in $(seq 0 255); do pid1-reaper sh -c \"exit $i\"; [ $? = $i ] || echo \"$i gave $?\"; done",
      deadline: 60)
    XCTAssertEqual(ran.output + ran.error, "")
  }

  func testASignalIs128AndItsNumber() throws {
    // With a core file as well as without, real-time ones too.
    for number in [1, 2, 3, 4, 6, 7, 8, 9, 11, 13, 14, 15, 24, 31, 34, 64] {
      XCTAssertEqual(
        try sh("ulimit -c 0; pid1-reaper sh -c 'kill -\(number) $$'").status, 128 + Int32(number), "\(number)"
      )
    }
  }

  /// The tool itself does not end by the signal: what has started it may be PID 1's own parent.
  func testItExitsItself() throws {
    let running = try start("pid1-reaper", "sh", "-c", "kill -9 $$")
    var raw: Int32 = 0
    XCTAssertTrue(eventually { unsafe waitpid(running.pid, &raw, WNOHANG) == running.pid })
    XCTAssertEqual(raw, 137 << 8)
  }

  func testWhatCannotBeRunIsSaidAtOnce() throws {
    let missing = try reaper("no-such-program")
    XCTAssertEqual(missing.status, 127)
    XCTAssertEqual(
      missing.error,
      "pid1-reaper: execvp(\"no-such-program\", [\"no-such-program\"]): No such file or directory\n")
    XCTAssertEqual(try reaper("/").status, 126)
    XCTAssertEqual(try asInit("no-such-program").status, 127)
    XCTAssertEqual(try reaper().status, 1)
    XCTAssertEqual(try reaper("--no-such-option", "true").status, 1)
  }

  /// A file without a format is a script, as everywhere.
  func testAScriptWithoutAFirstLineRuns() throws {
    let scratch = try Scratch()
    let file = scratch.path + "/script"
    try "exit 9\n".write(toFile: file, atomically: true, encoding: .utf8)
    _ = unsafe chmod(file, 0o755)
    XCTAssertEqual(try reaper(file).status, 9)
  }

  func testCodesAreMapped() throws {
    XCTAssertEqual(try sh("pid1-reaper -e 143 sh -c 'kill $$'").status, 0)
    XCTAssertEqual(try sh("pid1-reaper -e 143 -e 3:7 sh -c 'exit 3'").status, 7)
    XCTAssertEqual(try sh("pid1-reaper -e 143 sh -c 'exit 4'").status, 4)
    for wrong in ["256", "-1", "x", "", "1:2:3", "1:", "1:256"] {
      let ran = try reaper("-e", wrong, "true")
      XCTAssertEqual(ran.status, 1, wrong)
      XCTAssertTrue(ran.error.hasPrefix("pid1-reaper: --exit-code: "), ran.error)
    }
  }

  func testClosedStandardFiles() throws {
    XCTAssertEqual(try sh("pid1-reaper true <&-").status, 0)
    XCTAssertEqual(try sh("pid1-reaper sh -c 'exit 5' <&- >&- 2>&-").status, 5)
    XCTAssertEqual(try sh("pid1-reaper --explain sh -c 'exit 5' <&- >&- 2>&-").status, 5)
    // And they are closed for the command as well.
    XCTAssertEqual(try sh("pid1-reaper sh -c 'readlink /proc/self/fd/0 >&2' <&-").error, "")
  }

  func testAFullDiskBehindTheStory() throws {
    XCTAssertEqual(try sh("pid1-reaper --explain sh -c '(true &); sleep 0.1; exit 6' 2>/dev/full").status, 6)
    XCTAssertEqual(try sh("pid1-reaper --json -l /dev/full sh -c '(true &); sleep 0.1; exit 6'").status, 6)
  }

  /// Whoever reads the story may stop reading.
  func testAFullPipeBehindTheStory() throws {
    let scratch = try Scratch()
    let ran = try sh(
      "mkfifo $0/f; sleep 30 <$0/f & exec 9>$0/f; pid1-reaper --json -l $0/f sh -c 'i=0; while [ $i -lt 900 ]; do (true &); i=$((i+1)); done; exit 6' 9>&-; echo $?; kill %1 2>/dev/null || kill $!"
        .replacingOccurrences(of: "$0", with: scratch.path), deadline: 60)
    XCTAssertEqual(ran.output, "6\n", ran.error)
  }

  /// Its own SIGPIPE is none of the command's.
  func testAReaderOfTheStoryThatLeaves() throws {
    for option in ["--json", "--explain"] {
      let ran = try sh(
        "{ pid1-reaper \(option) sh -c '(sleep 0.2 &); sleep 0.4; exit 9'; echo $? >&3; } 3>&1 2>&1 >/dev/null | true; { pid1-reaper \(option) sh -c '(sleep 0.2 &); sleep 0.4; exit 9' 2>&1 >/dev/null; echo $? >&4; } 4>&2 | head -c 1 >/dev/null"
      )
      XCTAssertEqual(ran.error, "9\n", option)
    }
  }

  /// A filter that does not know a newer call is no reason to leave a command that runs already.
  func testCallsThatAreForbidden() throws {
    for call in ["close_range", "pidfd_open"] {
      let ran = try sh(
        "strace -f -o /dev/null -e trace=\(call) -e inject=\(call):error=EPERM pid1-reaper -k sh -c 'exit 4'")
      XCTAssertEqual(ran.status, 4, call + ran.error)
    }
  }

  func testEmptyRootWithoutProc() throws {
    let ran = try sh(
      "ns-unshare -Urpf --mount sh -c 'mount -t tmpfs none /proc; exec pid1-reaper --grace 1 sh -c \"(sleep 100 &); exit 8\"'"
    )
    XCTAssertEqual(ran.status, 8, ran.error)
  }
}
