import Foundation
import TestSupport
import XCTest

/// What the tests of the namespace tools have in common.
class ToolCase: XCTestCase {
  /// PATH with the built tools in front, so that a proposed command can be run as it is printed.
  var environment: [String: String] {
    get throws {
      var all = ProcessInfo.processInfo.environment
      let folder = (try tool("ns-unshare") as NSString).deletingLastPathComponent
      all["PATH"] = folder + ":" + (all["PATH"] ?? "/usr/bin:/bin") + ":/usr/sbin:/sbin"
      all["LC_ALL"] = "C"
      return all
    }
  }

  func sh(_ script: String, deadline: Double = 20) throws -> Ran {
    try shell(script, environment: try environment, deadline: deadline)
  }

  func start(_ argv: String...) throws -> Running { try Running(argv, environment: try environment) }

  /// An ordinary user, where the tests run as root.
  let asUser =
    geteuid() == 0 ? "setpriv --reuid 1000 --regid 1000 --clear-groups env HOME=/ " : ""

  func needsRoot(_ why: String) throws {
    if geteuid() != 0 { throw XCTSkip("needs root: \(why)") }
  }

  /// The command that a failure proposes.
  func proposal(_ ran: Ran, line: UInt = #line) throws -> String {
    XCTAssertTrue(ran.error.contains("\n  why  "), ran.error, line: line)
    let start = "  try  "
    let found = ran.error.split(separator: "\n").first { $0.hasPrefix(start) }
    return String(try XCTUnwrap(found, ran.error, line: line).dropFirst(start.count))
  }

  /// Holds namespaces until it is let go: the pid to enter.
  func target(_ command: String) throws -> (pid: Int32, held: Running) {
    // exec: so that what holds them is what says its pid, and not a shell before it.
    let script = command.replacingOccurrences(
      of: "HOLD", with: "sh -c 'read _ _ _ pid _ < /proc/self/stat; echo pid $$; exec sleep 600'")
    let held = try start("sh", "-c", "exec " + script)
    let said = try XCTUnwrap(held.line(beginning: "pid "), held.error)
    let inside = try XCTUnwrap(Int32(said.dropFirst(4)))
    // Inside a pid namespace it calls itself by another number. And while it becomes another program it has neither
    // its name nor an environment.
    var found: Int32?
    XCTAssertTrue(
      eventually {
        found = outerPid(of: inside, below: held.pid)
        return found.map { contents("/proc/\($0)/environ")?.isEmpty == false } ?? false
      }, "\(command): \(held.error)")
    return (try XCTUnwrap(found), held)
  }

  private func outerPid(of inside: Int32, below root: Int32) -> Int32? {
    var open = [root]
    while let pid = open.popLast() {
      if status("NSpid", of: pid)?.split(separator: "\t").last == "\(inside)",
        status("Name", of: pid) == "sleep"
      {
        return pid
      }
      let children = contents("/proc/\(pid)/task/\(pid)/children") ?? ""
      open += children.split(separator: " ").compactMap { Int32($0) }
    }
    return nil
  }
}
