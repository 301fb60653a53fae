import Foundation
import TestSupport
import XCTest

/// What becomes of the init and its command when whoever started it has ended.
final class ReaperParentTests: ReaperCase {
  func testTheParentsDeathIsASignal() throws {
    let running = try start("sh", "-c", "pid1-reaper -p TERM sleep 611 & echo pid $!; sleep 600")
    let pid = try number("pid", from: running)
    XCTAssertTrue(eventually { children(of: pid).contains { status("Name", of: $0) == "sleep" } })
    let command = children(of: pid)[0]
    running.signal(SIGKILL)
    XCTAssertTrue(eventually { !lives(pid) && !lives(command) })
  }

  /// Whenever it dies, from before the init has begun: a pipe tells it, in a new pid namespace as well.
  func testNoSurvivorWheneverTheParentIsKilled() throws {
    let rounds = """
      import os, signal, subprocess, sys, time
      way, count = sys.argv[1], int(sys.argv[2])
      for i in range(count):
          p = os.fork()
          if p == 0:
              r, w = os.pipe()
              os.set_inheritable(r, True)
              command = {"fd": ["pid1-reaper", "-p", "KILL", "--parent-fd", str(r)],
                         "ns": ["ns-unshare", "-Urpf", "pid1-reaper", "-p", "TERM", "--parent-fd", str(r)],
                         "pid": ["pid1-reaper", "-p", "TERM", "--parent", str(os.getpid())]}[way]
              q = os.posix_spawnp(command[0], command + ["env", sys.argv[3], "sleep", "612"], os.environ)
              time.sleep(i % 50 * 100e-6)
              os.kill(os.getpid(), signal.SIGKILL)
          os.waitpid(p, 0)
      """
    for way in ["fd", "ns", "pid"] {
      let mark = "ANATOMY_MARK=" + UUID().uuidString
      let ran = try TestSupport.run(
        ["python3", "-c", rounds, way, isPlayground ? "20" : "200", mark], environment: try environment,
        deadline: 60)
      XCTAssertTrue(ran.status == 0, ran.error)
      XCTAssertTrue(
        eventually(within: 20) { marked(mark).isEmpty }, "\(way): \(marked(mark)) \(ran.error)")
    }
  }

  private func marked(_ mark: String) -> [Int32] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }.filter {
      pid in
      (contents("/proc/\(pid)/environ")?.contains(mark) ?? false
        || contents("/proc/\(pid)/cmdline")?.contains(mark) ?? false)
        && lives(pid)
    }
  }

  /// What is in the pipe is not its own to read.
  func testTheLifelineIsWatchedAndNotRead() throws {
    let ran = try sh(
      "(echo word; sleep 0.3) | pid1-reaper -p TERM --parent-fd 0 sh -c 'read x; echo got $x; exec sleep 619'"
    )
    XCTAssertEqual(ran.output, "got word\n", ran.error)
    XCTAssertEqual(ran.status, 143)
    XCTAssertEqual(try sh("sleep 0.2 | pid1-reaper --pause -p TERM --parent-fd 0").status, 0)
    XCTAssertTrue(try sh("pid1-reaper -p TERM --parent-fd 0 true <&-").error.contains("not open"))
  }

  /// A parent that has gone before anything is done: then nothing is.
  func testAnotherParentIsRefused() throws {
    let ran = try reaper("-p", "TERM", "--parent", "1", "touch", "/nowhere")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("nothing is run"), ran.error)
    XCTAssertTrue(try reaper("--parent", "1", "true").error.contains("--parent-death"))
    XCTAssertTrue(try reaper("-p", "TERM", "--parent-fd", "77", "true").error.contains("not open"))
  }

  func testTheCommandDiesWithTheInit() throws {
    for (option, isLeft) in [("--kill-child", false), ("--kill-child=TERM", false), ("--group", true)] {
      let running = try start("pid1-reaper", option, "sh", "-c", "echo pid $$; exec sleep 613")
      let command = try number("pid", from: running)
      XCTAssertTrue(eventually { status("Name", of: command) == "sleep" })
      running.signal(SIGKILL)
      if isLeft {
        XCTAssertTrue(lives(command))
        kill(command, SIGKILL)
      }
      XCTAssertTrue(eventually { !lives(command) }, option)
    }
  }
}
