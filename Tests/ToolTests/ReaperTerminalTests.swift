import Foundation
import TestSupport
import XCTest

/// Ctrl-C, Ctrl-Z and all that a shell expects of a job, at a real terminal.
final class ReaperTerminalTests: ReaperCase {
  private func terminal(_ argv: [String]) throws -> Typist {
    try Typist(argv, environment: try environment.merging(["PS1": "ready> ", "TERM": "dumb"]) { $1 })
  }
  private func bash() throws -> Typist {
    let typist = try terminal(["bash", "--norc", "--noediting", "-i"])
    XCTAssertTrue(typist.sees("ready> "), typist.screen)
    return typist
  }
  private let pid1 = "ns-unshare -Urpf --mount-proc "

  /// The terminal's keys reach the command, though it is in a group of its own.
  func testCtrlC() throws {
    for argv in [["pid1-reaper"], inside, ["pid1-reaper", "--same-group"], ["pid1-reaper", "--session"]] {
      let typist = try terminal(argv + ["sh", "-c", "stty -echo; echo go; exec sleep 600"])
      XCTAssertTrue(typist.sees("go"), typist.screen)
      typist.presses("\u{3}")
      XCTAssertEqual(typist.ends(), 130, "\(argv)")
    }
    let typist = try bash()
    typist.types("pid1-reaper sh -c 'echo g\"\"o; exec sleep 600'")
    XCTAssertTrue(typist.sees("go\n"), typist.screen)
    typist.presses("\u{3}")
    XCTAssertTrue(typist.sees("ready> "), typist.screen)
    typist.types("echo rc=$?")
    XCTAssertTrue(typist.sees("rc=130"), typist.screen)
  }

  /// A key is one signal, not two, where the command shares the group of the init.
  func testCtrlCIsNotDoubled() throws {
    for option in ["--same-group", "--session", "--kill-child"] {
      let typist = try terminal(
        [
          "pid1-reaper", option, "sh", "-c",
          "trap 'echo got' INT; stty -echo; echo go; while :; do sleep 0.02; done",
        ])
      XCTAssertTrue(typist.sees("go"), typist.screen)
      typist.presses("\u{3}")
      XCTAssertTrue(typist.sees("got"), option + typist.screen)
      XCTAssertFalse(typist.sees("got", within: 0.3), option)
    }
  }

  /// Ctrl-Z stops the job, `fg` goes on with it, and the command has the terminal again.
  func testCtrlZAndFg() throws {
    for option in ["", "--same-group", "--group"] {
      let typist = try bash()
      typist.types("pid1-reaper \(option) sh -c 'echo g\"\"o; read x; echo read $x; exit 7'")
      XCTAssertTrue(typist.sees("go\n"), typist.screen)
      typist.presses("\u{1A}")
      XCTAssertTrue(typist.sees("Stopped"), "\(option): \(typist.screen)")
      XCTAssertTrue(typist.sees("ready> "), typist.screen)
      typist.types("jobs -l")
      XCTAssertTrue(typist.sees("pid1-reaper"), typist.screen)
      XCTAssertTrue(typist.sees("ready> "), typist.screen)
      typist.types("fg")
      XCTAssertTrue(typist.sees("pid1-reaper"), typist.screen)
      typist.types("word")
      XCTAssertTrue(typist.sees("read word"), "\(option): \(typist.screen)")
      XCTAssertTrue(typist.sees("ready> "), typist.screen)
      typist.types("echo rc=$?")
      XCTAssertTrue(typist.sees("rc=7"), typist.screen)
    }
  }

  /// In the background it may write, and stops when it reads; `fg` gives it the terminal.
  func testInTheBackground() throws {
    let typist = try bash()
    typist.types("pid1-reaper sh -c 'read x; echo read $x' &")
    XCTAssertTrue(typist.sees("ready> "), typist.screen)
    let end = Date().addingTimeInterval(10 * scale)
    var isStopped = false
    while !isStopped, Date() < end {
      typist.types("jobs")
      isStopped = typist.sees("Stopped", within: 0.5)
    }
    XCTAssertTrue(isStopped, typist.screen)
    typist.types("fg")
    XCTAssertTrue(typist.sees("pid1-reaper"), typist.screen)
    typist.types("word")
    XCTAssertTrue(typist.sees("read word"), typist.screen)
  }

  func testBgGoesOnWithoutTheTerminal() throws {
    let typist = try bash()
    // Not a shell that starts its children by vfork(2): one that sleeps for a stopped child does not stop itself.
    typist.types("pid1-reaper bash -c 'echo g\"\"o; sleep 0.5; sleep 0.5; echo fin\"\"ished'")
    XCTAssertTrue(typist.sees("go\n"), typist.screen)
    typist.presses("\u{1A}")
    XCTAssertTrue(typist.sees("Stopped"), typist.screen)
    typist.types("bg")
    XCTAssertTrue(typist.sees("finished"), typist.screen)
    typist.types("echo mi\"\"ne")
    XCTAssertTrue(typist.sees("mine"), typist.screen)
  }

  /// All of a job stops, and all of it goes on.
  func testCtrlZInAPipeline() throws {
    let typist = try bash()
    typist.types("pid1-reaper cat | cat")
    typist.types("one")
    XCTAssertTrue(typist.sees("one\none\n"), typist.screen)
    typist.presses("\u{1A}")
    XCTAssertTrue(typist.sees("Stopped"), typist.screen)
    XCTAssertTrue(typist.sees("ready> "), typist.screen)
    typist.types("fg")
    XCTAssertTrue(typist.sees("pid1-reaper"), typist.screen)
    typist.types("two")
    XCTAssertTrue(typist.sees("two\ntwo\n"), typist.screen)
  }

  /// A script between the shell and the init stops as well.
  func testCtrlZBelowAScript() throws {
    let typist = try bash()
    typist.types("sh -c 'pid1-reaper sh -c \"echo g\\\"\\\"o; exec sleep 621\"; true'")
    XCTAssertTrue(typist.sees("go\n"), typist.screen)
    typist.presses("\u{1A}")
    XCTAssertTrue(typist.sees("Stopped"), typist.screen)
    typist.types("kill -9 %1; echo al\"\"ive")
    XCTAssertTrue(typist.sees("alive"), typist.screen)
  }

  /// A job that ran in the background gets the terminal with `fg`, though it was never stopped.
  func testFgOfARunningJob() throws {
    let typist = try bash()
    typist.types("pid1-reaper bash -c 'sleep 1; read x; echo read $x' &")
    XCTAssertTrue(typist.sees("ready> "), typist.screen)
    typist.types("fg")
    XCTAssertTrue(typist.sees("pid1-reaper"), typist.screen)
    typist.types("word")
    XCTAssertTrue(typist.sees("read word"), typist.screen)
  }

  /// In the background the terminal is the shell's, also where the groups have no number inside.
  func testPid1InTheBackground() throws {
    let typist = try bash()
    typist.types("ns-unshare -Urpf --mount-proc --kill-child pid1-reaper sleep 622 & sleep 0.3")
    XCTAssertTrue(typist.sees("ready> "), typist.screen)
    typist.types("echo mi\"\"ne; kill -9 $!")
    XCTAssertTrue(typist.sees("mine"), typist.screen)
  }

  /// After an exec that failed, too, and after the command where the rest is waited for.
  func testTheTerminalIsGivenBackEarly() throws {
    let failed = try terminal([
      "sh", "-c", "stty -echo; pid1-reaper no-such-program; echo go; read x; echo read $x",
    ])
    XCTAssertTrue(failed.sees("go"), failed.screen)
    failed.types("word")
    XCTAssertTrue(failed.sees("read word"), failed.screen)
    let waiting = try terminal(["pid1-reaper", "-w", "bash", "-c", "set -m; setsid sleep 623 & echo go"])
    XCTAssertTrue(waiting.sees("go"), waiting.screen)
    XCTAssertTrue(eventually { children(of: waiting.pid).contains { status("Name", of: $0) == "sleep" } })
    waiting.presses("\u{3}")
    XCTAssertEqual(waiting.ends(), 0)
  }

  /// The kernel tells the leader of a session alone that the terminal has gone.
  func testAHangup() throws {
    let script = """
      import os, pty, sys, time
      for options in (["--same-group"], [], ["--session"]):
          pid, fd = pty.fork()
          if pid == 0: os.execvp("pid1-reaper", ["pid1-reaper"] + options + ["sh", "-c", "echo go; exec sleep 624"])
          while b"go" not in os.read(fd, 100): pass
          os.close(fd)
          print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
      """
    let ran = try TestSupport.run(["python3", "-c", script], environment: try environment)
    XCTAssertEqual(ran.output, "129\n129\n129\n", ran.error)
  }

  /// PID 1 has no shell that could continue what Ctrl-Z has stopped: so it goes on, and Ctrl-C still works.
  func testCtrlZWhereNobodyCouldContinue() throws {
    for argv in [["pid1-reaper"], inside] {
      let typist = try terminal(argv + ["sh", "-c", "stty -echo; echo go; exec sleep 600"])
      XCTAssertTrue(typist.sees("go"), typist.screen)
      typist.presses("\u{1A}")
      typist.presses("\u{3}")
      XCTAssertEqual(typist.ends(), 130, "\(argv)")
    }
  }

  /// A shell below the init has job control, and says nothing of a terminal that it could not get.
  func testAShellBelowHasJobControl() throws {
    for argv in [["pid1-reaper"], ["pid1-reaper", "--session"], inside] {
      let typist = try terminal(argv + ["bash", "--norc", "--noediting", "-i"])
      XCTAssertTrue(typist.sees("ready> "), typist.screen)
      typist.types("case $- in *m*) echo job con\"\"trol;; esac")
      XCTAssertTrue(typist.sees("job control"), "\(argv) \(typist.screen)")
      XCTAssertTrue(typist.sees("ready> "), typist.screen)
      typist.types("sh -c 'echo g\"\"o; exec sleep 600'")
      XCTAssertTrue(typist.sees("go\n"), typist.screen)
      typist.presses("\u{1A}")
      XCTAssertTrue(typist.sees("Stopped"), "\(argv) \(typist.screen)")
      typist.types("kill -9 %1")
      XCTAssertTrue(typist.sees("ready> "), typist.screen)
      // The first may say that there are stopped jobs.
      typist.types("exit 5")
      typist.types("exit 5")
      XCTAssertEqual(typist.ends(), 5)
    }
  }

  /// What comes after it in a script may read from the terminal.
  func testTheTerminalIsGivenBack() throws {
    let typist = try terminal(["sh", "-c", "stty -echo; pid1-reaper true; echo go; read x; echo read $x"])
    XCTAssertTrue(typist.sees("go"), typist.screen)
    typist.types("word")
    XCTAssertTrue(typist.sees("read word"), typist.screen)
  }

  /// Giving up the terminal for a session of its own brings SIGHUP and SIGCONT, which nobody means; a later SIGHUP is
  /// meant.
  func testNoHangupAtTheStart() throws {
    for _ in 0..<(isPlayground ? 10 : 100) {
      let typist = try terminal(
        [
          "pid1-reaper", "--session", "sh", "-c",
          "trap 'echo hung up; exit 9' HUP; stty -echo; echo go; while :; do sleep 0.02; done",
        ])
      XCTAssertTrue(typist.sees("go"), typist.screen)
      kill(typist.pid, SIGHUP)
      XCTAssertEqual(typist.sees(oneOf: ["hung up"]), 0, typist.screen)
      XCTAssertEqual(typist.ends(), 9)
    }
  }
}
