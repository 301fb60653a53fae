import Foundation
import TestSupport
import XCTest

/// --forward-signals: what is sent to the tool reaches the child.
final class ForwardingTests: ToolCase {
  private let loop = "echo ready; while :; do sleep 0.01; done"

  func testTermAndIntReachTheChild() throws {
    for (name, number) in [("TERM", SIGTERM), ("INT", SIGINT)] {
      for options in ["", "-Urp --mount-proc", "--kill-child"] {
        let words = options.split(separator: " ").map(String.init)
        let running = try Running(
          ["ns-unshare", "--forward-signals"] + words + ["sh", "-c", "trap 'exit 9' \(name); \(loop)"],
          environment: try environment)
        XCTAssertNotNil(running.line(beginning: "ready"), running.error)
        running.signal(number)
        XCTAssertEqual(running.end().status, 9, "\(name) \(options)")
      }
    }
  }

  func testWithoutAHandlerTheChildEndsByIt() throws {
    let running = try start("ns-unshare", "--forward-signals", "sh", "-c", loop)
    XCTAssertNotNil(running.line(beginning: "ready"))
    running.signal(SIGTERM)
    XCTAssertEqual(running.end().status, 143)
  }

  /// PID 1 of a pid namespace does not get what it has no handler for; that stays so.
  func testAnInitWithoutAHandlerGoesOn() throws {
    let running = try start(
      "ns-unshare", "-Urp", "--forward-signals", "sh", "-c", "echo ready; sleep 0.3; exit 5")
    XCTAssertNotNil(running.line(beginning: "ready"), running.error)
    running.signal(SIGTERM)
    XCTAssertEqual(running.end().status, 5)
  }

  /// A shell has what it starts with `&` ignore INT: what is forwarded must do something all the same.
  func testWhatTheCallerIgnoresIsForwardedToo() throws {
    let ran = try sh(
      "trap '' INT TERM; ns-unshare --forward-signals sleep 60 & until [ -n \"$(cat /proc/$!/task/$!/children)\" ]; do sleep 0.01; done; kill -INT $!; wait $!; echo $?"
    )
    XCTAssertEqual(ran.output, "130\n", ran.error)
  }

  /// From a terminal Ctrl-C reaches the whole foreground group; the child gets it once, not twice.
  func testCtrlCIsNotDoubled() throws {
    let typist = try Typist(
      [try tool("ns-unshare"), "--forward-signals", "sh", "-c", "trap 'echo got' INT; stty -echo; \(loop)"],
      environment: try environment)
    XCTAssertTrue(typist.sees("ready"), typist.screen)
    typist.types("\u{3}")
    XCTAssertTrue(typist.sees("got"), typist.screen)
    XCTAssertFalse(typist.sees("got", within: 0.3), typist.screen)
  }

  /// Where the caller has SIGCHLD ignored the kernel reaps, and a parent that only waits learns nothing.
  func testAnIgnoredSigchldIsNoMatter() throws {
    for options in ["-f", "--forward-signals", "-Urpf --mount-proc"] {
      let ran = try sh("trap '' CHLD; exec ns-unshare \(options) sh -c 'exit 7'")
      XCTAssertEqual(ran.status, 7, options + ran.error)
    }
  }
}
