import Foundation
import TestSupport
import XCTest

/// What the init keeps, and what it leaves to others.
final class ReaperResourceTests: ReaperCase {
  private func atWork(_ argv: [String], script: String = "echo ready; exec sleep 614") throws -> Running {
    let running = try Running(argv + ["sh", "-c", script], environment: try environment)
    XCTAssertNotNil(running.line(beginning: "ready"), running.error)
    return running
  }

  /// It sleeps until there is a signal.
  func testNoWakeUpWhileNothingHappens() throws {
    let running = try atWork(["pid1-reaper"])
    func switches() -> [String?] {
      ["voluntary_ctxt_switches", "nonvoluntary_ctxt_switches"].map { status($0, of: running.pid) }
    }
    // Settled: chdir, and asleep in its read.
    XCTAssertTrue(
      eventually {
        link("/proc/\(running.pid)/cwd") == "/" && status("State", of: running.pid)?.hasPrefix("S") == true
      })
    let before = switches()
    Thread.sleep(forTimeInterval: 2)
    XCTAssertEqual(switches(), before)
    XCTAssertNotNil(before[0])
    running.stop()
  }

  private func link(_ path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }

  func testOneThread() throws {
    let running = try atWork(["pid1-reaper"])
    XCTAssertEqual(status("Threads", of: running.pid), "1")
    running.stop()
  }

  /// The directory it was started in can be unmounted, and the command was begun there.
  func testItsDirectoryIsFree() throws {
    let alone = try sh(
      """
      ns-unshare -Urm sh -c 'mount -t tmpfs none /mnt && mkdir /mnt/deep && cd /mnt/deep &&
      exec pid1-reaper sh -c "pwd; cd /; until umount /mnt 2>/dev/null; do sleep 0.02; done; echo free"'
      """)
    XCTAssertEqual(alone.output, "/mnt/deep\nfree\n", alone.error)
  }

  /// A pipe ends when the command has closed it, though the init lives on; and the command has got all.
  func testInheritedFilesAreTheCommands() throws {
    let ran = try sh(
      "{ pid1-reaper sh -c 'echo through >&7; exec 7>&-; sleep 0.5; echo late >&2' 7>&1 >/dev/null 8</dev/null; } | { cat; echo ended >&2; }"
    )
    XCTAssertEqual(ran.output, "through\n")
    XCTAssertEqual(ran.error, "ended\nlate\n")
    let running = try atWork(["pid1-reaper"])
    var open: [String] = []
    let isSettled = eventually {
      open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(running.pid)/fd").sorted()) ?? []
      return open == ["0", "1", "2", "3"]
    }
    XCTAssertTrue(isSettled, "\(open)")
    XCTAssertEqual(link("/proc/\(running.pid)/fd/3"), "anon_inode:[signalfd]")
    running.stop()
  }

  /// sd_listen_fds(3): the sockets are for who LISTEN_PID names.
  func testListenPid() throws {
    let shown = "sh -c 'echo pid $$ $LISTEN_PID $LISTEN_FDS $LISTEN_PIDFDID'"
    let ours = try sh("export LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_PIDFDID=9; exec pid1-reaper \(shown)")
    let words = ours.output.split(whereSeparator: \.isWhitespace)
    XCTAssertEqual(words.count, 4, ours.output)
    XCTAssertEqual(words.dropFirst().first, words.dropFirst(2).first, ours.output)
    // Another's is another's.
    let others = try sh("export LISTEN_PID=1 LISTEN_FDS=1; pid1-reaper \(shown)")
    XCTAssertTrue(others.output.hasSuffix(" 1 1\n"), others.output)
    XCTAssertEqual(try sh("pid1-reaper sh -c 'echo ${LISTEN_PID-none}'").output, "none\n")
  }

  func testTheStoryInAFile() throws {
    let scratch = try Scratch()
    let file = scratch.path + "/story"
    for _ in 0..<2 {
      XCTAssertEqual(try reaper("--json", "--log", file, "sh", "-c", "echo own >&2").error, "own\n")
    }
    let lines = (contents(file) ?? "").split(separator: "\n")
    XCTAssertEqual(lines.filter { $0.hasPrefix("{\"event\": \"ended\", \"status\": 0") }.count, 2)
    for line in lines {
      XCTAssertNotNil(try? JSONSerialization.jsonObject(with: Data(line.utf8)), String(line))
    }
    XCTAssertEqual(try reaper("--json", "--log", scratch.path + "/no/file", "true").status, 1)
  }

  func testTheStory() throws {
    let ran = try reaper("--explain", "sh", "-c", "(sleep 0.1 & ); sleep 0.4; kill -TERM $$")
    XCTAssertEqual(ran.status, 143)
    for expected in [
      "prctl(PR_SET_CHILD_SUBREAPER, 1)", "pid1-reaper: runs ", "pid1-reaper: adopts ", "\"sleep\"",
      "exited with 0", "killed by SIGTERM; it was the command", "ends with 143: adopted 1, reaped 2",
    ] { XCTAssertTrue(ran.error.contains(expected), "no \(expected) in \(ran.error)") }
    XCTAssertFalse(ran.error.contains("-> ?"), ran.error)
  }

  func testDryRunDoesNothing() throws {
    let ran = try reaper("--dry-run", "-t", "1", "touch", "/nowhere/at/all")
    XCTAssertEqual(ran.status, 0)
    XCTAssertTrue(ran.output.contains("setpgid(0, 0)"), ran.output)
    XCTAssertEqual(ran.error, "")
  }
}
