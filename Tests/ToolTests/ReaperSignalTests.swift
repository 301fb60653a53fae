import Foundation
import TestSupport
import XCTest

/// What is sent to the init reaches its command, and whom else it should.
final class ReaperSignalTests: ReaperCase {
  private let wait = "echo ready; while :; do sleep 0.02; done"

  func testEverySignalIsForwarded() throws {
    let numbers = (1...64).filter { ![9, 17, 19, 20, 21, 22, 18, 32, 33].contains($0) }
    let script =
      "import signal,os,sys\ngot=[]\nfor n in [\(numbers.map(String.init).joined(separator: ","))]: signal.signal(n, lambda n,_: print('got', n, flush=True))\nprint('ready', flush=True)\nwhile True: signal.pause()"
    for start in [["pid1-reaper"], inside] {
      let running = try Running(start + ["python3", "-c", script], environment: try environment)
      XCTAssertNotNil(running.line(beginning: "ready"), running.error)
      let pid = start.count == 1 ? running.pid : try initPid(of: running)
      for number in numbers {
        kill(pid, Int32(number))
        XCTAssertNotNil(running.line(beginning: "got \(number)"), "\(start) \(number): \(running.output)")
      }
      kill(pid, SIGCONT)
      let child = children(of: pid)[0]
      kill(child, SIGKILL)
      XCTAssertEqual(running.end().status, 137)
    }
  }

  /// A command that has not set itself up yet is not spared: the signal waits for it.
  func testASignalRightAtTheStart() throws {
    for round in 0..<(isPlayground ? 20 : 200) {
      let running = try start("pid1-reaper", "sleep", "600")
      usleep(UInt32(round * 20))
      running.signal(SIGTERM)
      let status = running.end().status
      // Before the init holds its signals it is a process like any other.
      XCTAssertTrue(status == 143, "\(status)")
    }
  }

  func testTheCommandAloneByDefault() throws {
    let running = try start(
      "pid1-reaper", "sh", "-c", "trap 'exit 3' TERM; sleep 601 & echo pid $!; echo ready; wait")
    let other = try number("pid", from: running)
    XCTAssertNotNil(running.line(beginning: "ready"))
    running.signal(SIGTERM)
    XCTAssertEqual(running.end().status, 3)
    XCTAssertTrue(lives(other))
    kill(other, SIGKILL)
  }

  func testTheGroup() throws {
    let running = try start(
      "pid1-reaper", "-g", "sh", "-c", "trap '' TERM; (trap - TERM; exec sleep 601) & wait; exit 4")
    XCTAssertTrue(eventually { children(of: children(of: running.pid).first ?? 0).count == 1 })
    let other = children(of: children(of: running.pid)[0])[0]
    XCTAssertTrue(eventually { status("Name", of: other) == "sleep" })
    running.signal(SIGTERM)
    XCTAssertEqual(running.end().status, 4)
    XCTAssertFalse(lives(other))
  }

  /// One that has left the group and the session as well.
  func testAll() throws {
    for start in [["pid1-reaper"], inside] {
      let running = try Running(
        start + ["-a", "sh", "-c", "setsid sleep 602 & echo ready; wait; exit 4"],
        environment: try environment)
      XCTAssertNotNil(running.line(beginning: "ready"), running.error)
      let pid = start.count == 1 ? running.pid : try initPid(of: running)
      var far: Int32 = 0
      XCTAssertTrue(
        eventually {
          far = children(of: children(of: pid).first ?? 0).first ?? 0
          return status("Name", of: far) == "sleep"
        })
      kill(pid, SIGTERM)
      XCTAssertEqual(running.end().status, 143)
      XCTAssertTrue(eventually { !lives(far) })
    }
  }

  func testRewriting() throws {
    let script = "trap 'echo got HUP' HUP; trap 'echo got QUIT; exit 3' QUIT; \(wait)"
    let running = try start(
      "pid1-reaper", "-r", "TERM:QUIT", "-r", "2:0", "--rewrite", "usr1:SIGHUP", "sh", "-c", script)
    XCTAssertNotNil(running.line(beginning: "ready"))
    running.signal(SIGINT)
    running.signal(SIGUSR1)
    XCTAssertNotNil(running.line(beginning: "got HUP"))
    running.signal(SIGTERM)
    XCTAssertEqual(running.end().status, 3)
    XCTAssertEqual(running.output, "ready\ngot HUP\ngot QUIT\n")
  }

  func testWhatIsNoRuleIsRefused() throws {
    for wrong in ["TERM", "TERM:", "TERM:NOPE", "65:1", "0:1", "a:b:c"] {
      let ran = try reaper("-r", wrong, "true")
      XCTAssertEqual(ran.status, 1, wrong)
      XCTAssertTrue(ran.error.contains("is not SIGNAL:SIGNAL"), ran.error)
    }
  }

  /// What the command is to ignore it ignores, and its mask is the caller's: the init changes nothing for it.
  func testTheCommandInheritsWhatTheCallerHad() throws {
    let shown = "grep -E '^Sig(Blk|Ign):' /proc/self/status"
    for prefix in ["", "trap '' HUP USR1 CHLD; "] {
      let plain = try sh(prefix + "exec " + shown), under = try sh(prefix + "exec pid1-reaper " + shown)
      XCTAssertEqual(under.output, plain.output)
    }
    let blocking =
      "python3 -c 'import os,signal,sys; signal.pthread_sigmask(0, [10, 15, 20]); os.execvp(sys.argv[1], sys.argv[1:])' "
    XCTAssertEqual(
      try sh(blocking + "pid1-reaper " + shown).output, try sh(blocking + shown).output)
  }

  /// TSTP stops the command; TERM must end it all the same.
  func testAStoppedCommandCanBeEnded() throws {
    let running = try startInit("sleep", "600")
    let pid = try initPid(of: running)
    var child: Int32 = 0
    XCTAssertTrue(
      eventually {
        child = children(of: pid).first ?? 0
        return status("Name", of: child) == "sleep"
      })
    kill(pid, SIGTSTP)
    XCTAssertTrue(eventually { status("State", of: child)?.hasPrefix("T") == true })
    XCTAssertFalse(status("State", of: pid)?.hasPrefix("T") == true)
    kill(pid, SIGTERM)
    XCTAssertEqual(running.end().status, 143)
  }

  /// Who stops the command itself continues it, and knows nothing of the init.
  func testACommandThatIsStoppedByItself() throws {
    for start in [["pid1-reaper"], inside] {
      let running = try Running(start + ["sleep", "620"], environment: try environment)
      let pid = start.count == 1 ? running.pid : try initPid(of: running)
      XCTAssertTrue(eventually { children(of: pid).contains { status("Name", of: $0) == "sleep" } })
      let child = children(of: pid)[0]
      kill(child, SIGSTOP)
      XCTAssertTrue(eventually { status("State", of: child)?.hasPrefix("T") == true })
      kill(child, SIGCONT)
      kill(pid, SIGTERM)
      XCTAssertEqual(running.end().status, 143)
    }
  }

  /// PID 1 gets no signal from within that it has no handler for: the init gets them all.
  func testItIsReachedFromWithin() throws {
    let ran = try asInit("sh", "-c", "trap 'exit 5' USR1; kill -USR1 1; while :; do sleep 0.02; done")
    XCTAssertEqual(ran.status, 5, ran.error)
  }

  func testPause() throws {
    for signal in [SIGTERM, SIGINT] {
      let running = try start("pid1-reaper", "--pause")
      XCTAssertTrue(
        eventually {
          contents("/proc/\(running.pid)/wchan") != nil
            && status("SigBlk", of: running.pid)?.hasPrefix("f") == true
        })
      running.signal(SIGHUP)
      running.signal(signal)
      XCTAssertEqual(running.end().status, 0)
    }
    XCTAssertEqual(try reaper("--pause", "true").status, 1)
  }
}
