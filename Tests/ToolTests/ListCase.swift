import Foundation
import TestSupport
import XCTest

/// What the tests of ns-list have in common.
class ListCase: ToolCase {
  /// A user whom nobody else is at the same time.
  let asSomebody = "setpriv --reuid 64321 --regid 64321 --clear-groups env HOME=/ "

  /// The peer gives up when a process ends while it looks: its issue 2799, mended in 2.39.
  func lsns(_ options: String, as user: String = "") throws -> Ran {
    var ran = try sh("LC_ALL=C.UTF-8 \(user) lsns \(options)")
    for _ in 0..<50 where ran.status != 0 { ran = try sh("LC_ALL=C.UTF-8 \(user) lsns \(options)") }
    return ran
  }

  /// The words of each line of a raw table.
  func words(_ text: String) -> [[String]] {
    text.split(separator: "\n").map {
      $0.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The number of a namespace that a process is in.
  func number(_ kind: String, of pid: Int32) throws -> String {
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/ns/\(kind)")
    return link.filter(\.isNumber)
  }

  /// The lines of ns-list that are about one namespace.
  func rows(of number: String, _ options: String) throws -> [[String]] {
    let ran = try sh("ns-list -n -r \(options)")
    XCTAssertEqual(ran.status, 0, ran.error)
    return words(ran.output).filter { $0.first == number }
  }

  /// A process that python makes: `body` may use `libc`, and `number(fd)` of an open namespace. It says
  /// `kept N`, and goes on for as long as it is wanted.
  func holder(_ body: String) throws -> (held: Running, number: String) {
    let script = """
      import ctypes, os, socket, sys, threading, time
      libc = ctypes.CDLL(None, use_errno=True)
      def must(result):
          if result < 0: sys.exit(os.strerror(ctypes.get_errno()))
      def unshare(flag): must(libc.unshare(flag))
      def say(text):
          print("kept", "".join(filter(str.isdigit, text)), flush=True)
      UTS, NET, PID, TIME = 0x04000000, 0x40000000, 0x20000000, 0x80
      \(body)
      time.sleep(600)
      """
    let held = try start("python3", "-c", script)
    let said = try XCTUnwrap(held.line(beginning: "kept "), held.error)
    return (held, String(said.dropFirst(5)))
  }
}
