import Foundation
import TestSupport
import XCTest

/// What the tests of the init have in common.
class ReaperCase: ToolCase {
  func reaper(_ arguments: String..., deadline: Double = 20) throws -> Ran {
    try TestSupport.run(
      [try tool("pid1-reaper")] + arguments, environment: try environment, deadline: deadline)
  }

  /// As PID 1 of a pid namespace of its own.
  func asInit(_ arguments: String..., deadline: Double = 20) throws -> Ran {
    try TestSupport.run(inside + arguments, environment: try environment, deadline: deadline)
  }

  /// The same, under way.
  func startInit(_ arguments: String...) throws -> Running {
    try Running(inside + arguments, environment: try environment)
  }

  /// The command line before an init's own arguments.
  var inside: [String] { ["ns-unshare", "-Urpf", "--mount-proc", "pid1-reaper"] }

  /// The init that a running `ns-unshare` has begun, by the pid it has here.
  func initPid(of running: Running) throws -> Int32 {
    var found: Int32?
    XCTAssertTrue(
      eventually {
        found = children(of: running.pid).first { status("Name", of: $0) == "pid1-reaper" }
        return found != nil
      }, running.error)
    return try XCTUnwrap(found)
  }

  func children(of pid: Int32) -> [Int32] {
    (contents("/proc/\(pid)/task/\(pid)/children") ?? "").split(separator: " ").compactMap { Int32($0) }
  }

  /// Whether a process is there and no zombie.
  func lives(_ pid: Int32) -> Bool {
    guard let state = status("State", of: pid) else { return false }
    return !state.hasPrefix("Z")
  }

  /// The number after a word that the program says: `pid 17`.
  func number(_ word: String, from running: Running, line: UInt = #line) throws -> Int32 {
    let said = try XCTUnwrap(running.line(beginning: word + " "), running.output + running.error, line: line)
    return try XCTUnwrap(Int32(said.dropFirst(word.count + 1)), said, line: line)
  }
}
