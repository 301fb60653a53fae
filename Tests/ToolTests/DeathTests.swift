import Foundation
import TestSupport
import XCTest

/// What becomes of the child when the tool dies.
final class DeathTests: ToolCase {
  /// A mark in the environment finds whatever is left.
  private func marked(_ mark: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { name in
      guard let pid = Int32(name), let all = contents("/proc/\(pid)/environ") else { return false }
      return all.contains(mark) && status("State", of: pid)?.hasPrefix("Z") == false
    }
  }

  func testNoChildIsLeftWheneverTheParentIsKilled() throws {
    let mark = "ANATOMY_MARK=" + UUID().uuidString
    for options in ["--kill-child -f", "--kill-child -Urpf --mount-proc", "--kill-child=TERM -f"] {
      // From before the fork to long after the exec.
      let rounds = """
        import os, subprocess, sys, time
        os.environ["ANATOMY_MARK"] = sys.argv[1]
        for i in range(0, 150, \(isPlayground ? 15 : 1)):
            p = subprocess.Popen(sys.argv[2:])
            time.sleep(i * 30e-6)
            p.kill()
            p.wait()
        """
      let ran = try TestSupport.run(
        ["python3", "-c", rounds, String(mark.dropFirst("ANATOMY_MARK=".count)), try tool("ns-unshare")]
          + options.split(separator: " ").map(String.init) + ["sleep", "600"])
      XCTAssertEqual(ran.status, 0, ran.error)
      XCTAssertTrue(eventually { marked(mark).isEmpty }, "\(options): \(marked(mark))")
    }
  }

  func testWithoutTheOptionItStays() throws {
    let mark = "ANATOMY_MARK=" + UUID().uuidString
    let running = try Running(["env", mark, try tool("ns-unshare"), "-f", "sleep", "600"])
    XCTAssertTrue(eventually { marked(mark).count == 2 })
    running.signal(SIGKILL)
    _ = running.end()
    // While it becomes another program its environment cannot be read.
    XCTAssertTrue(eventually { marked(mark).count == 1 })
    for pid in marked(mark) { kill(Int32(pid) ?? 0, SIGKILL) }
    XCTAssertTrue(eventually { marked(mark).isEmpty })
  }

  func testTheSignalIsTheOneThatWasAskedFor() throws {
    let scratch = try Scratch()
    let file = scratch.path + "/got"
    let running = try start(
      "ns-unshare", "--kill-child=USR1", "-f", "sh", "-c",
      "trap 'echo got > \(file); exit' USR1; echo ready; while :; do sleep 0.01; done")
    XCTAssertNotNil(running.line(beginning: "ready"))
    running.signal(SIGKILL)
    XCTAssertTrue(eventually { FileManager.default.fileExists(atPath: file) })
  }

  /// Ctrl-C and TERM are for the child to decide about.
  func testTheParentWaitsOnThroughTerm() throws {
    let running = try start("ns-unshare", "-f", "sh", "-c", "echo ready; sleep 0.3; exit 9")
    XCTAssertNotNil(running.line(beginning: "ready"))
    running.signal(SIGTERM)
    running.signal(SIGINT)
    XCTAssertEqual(running.end().status, 9)
  }

  /// A child that is stopped and woken by somebody else is no affair of the tool, as in unshare(1).
  func testItWaitsOnThroughAStop() throws {
    for option in ["-f", "--forward-signals"] {
      let running = try start("ns-unshare", option, "sh", "-c", "echo pid $$; kill -STOP $$; exit 4")
      let pid = try XCTUnwrap(running.line(beginning: "pid ").flatMap { Int32($0.dropFirst(4)) })
      XCTAssertTrue(eventually { status("State", of: pid)?.hasPrefix("T") == true })
      kill(pid, SIGCONT)
      XCTAssertEqual(running.end().status, 4, option)
    }
  }

  /// nsenter(1) stops and goes on with its child.
  func testEnteringStopsAndGoesOnWithTheChild() throws {
    let (pid, held) = try target("unshare -Urpf --mount-proc HOLD")
    defer { held.stop() }
    let running = try start(
      "ns-enter", "-t", "\(pid)", "-U", "-p", "sh", "-c", "echo ready; kill -STOP $$; exit 4")
    XCTAssertNotNil(running.line(beginning: "ready"), running.error)
    XCTAssertTrue(eventually { status("State", of: running.pid)?.hasPrefix("T") == true })
    running.signal(SIGCONT)
    XCTAssertEqual(running.end().status, 4)
  }
}
