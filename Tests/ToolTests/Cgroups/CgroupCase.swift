import Foundation
import TestSupport
import XCTest

/// What the tests of control groups have in common: names of their own, and where the groups of the host are.
class CgroupCase: ToolCase {
  /// No other group has this name.
  let ownName = "container-anatomy-test-" + UUID().uuidString.prefix(8).lowercased()

  override func tearDown() {
    // What a failed test has left: the deepest first.
    for path in (groups(named: ownName) + below).sorted(by: { $0.count > $1.count }) {
      for pid in (contents(path + "/cgroup.procs") ?? "").split(separator: "\n").compactMap({ Int32($0) })
      where pid > 1 {
        kill(pid, SIGKILL)
      }
      _ = eventually { unsafe rmdir(path) == 0 || errno == ENOENT }
    }
    super.tearDown()
  }

  /// The groups below those of this test.
  private var below: [String] {
    groups(named: ownName).flatMap { group in
      (FileManager.default.enumerator(atPath: group)?.allObjects as? [String] ?? []).map { group + "/" + $0 }
    }.filter { contents($0 + "/cgroup.procs") != nil || contents($0 + "/cgroup.threads") != nil }
  }

  /// Every mounted hierarchy.
  var mounts: [String] {
    (contents("/proc/self/mountinfo") ?? "").split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), ["cgroup", "cgroup2"].contains(fields[dash + 1]) else {
        return nil
      }
      return String(fields[4])
    }
  }

  /// The directories of all groups of which the name begins so.
  func groups(named name: String) -> [String] {
    mounts.flatMap { mount in
      (FileManager.default.enumerator(atPath: mount)?.allObjects as? [String] ?? [])
        .filter { ($0 as NSString).lastPathComponent.hasPrefix(name) }.map { mount + "/" + $0 }
    }.filter { path in
      var isDirectory: ObjCBool = false
      return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        && isDirectory.boolValue
    }
  }

  /// Whether version 2 has this controller.
  func isOnTwo(_ controller: String) -> Bool {
    let root = mounts.first { contents($0 + "/cgroup.controllers") != nil }
    return (root.flatMap { contents($0 + "/cgroup.controllers") } ?? "").split(whereSeparator: \.isWhitespace)
      .contains { $0 == controller }
  }

  func needsTwo(_ controllers: String...) throws {
    try needsRoot("to make control groups")
    for controller in controllers where !isOnTwo(controller) {
      throw XCTSkip("version 2 does not have the controller \(controller) here")
    }
  }

  /// Runs cgroup-run with a group of this test's name; what it reports as JSON.
  func report(_ options: String, _ command: String, deadline: Double = 20, line: UInt = #line) throws -> (
    ran: Ran, report: [String: Any]
  ) {
    let scratch = try Scratch(), file = scratch.path + "/report"
    let ran = try sh(
      "cgroup-run --json -o \(file) --name \(ownName) \(options) \(command)", deadline: deadline)
    let text = try XCTUnwrap(contents(file), ran.error, line: line)
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    XCTAssertEqual(groups(named: ownName), [], "left behind", line: line)
    return (ran, try XCTUnwrap(json, text, line: line))
  }

  /// `report["memory"]["peak"]`
  func number(_ report: [String: Any], _ part: String, _ key: String) -> Int? {
    (report[part] as? [String: Any])?[key] as? Int
  }
}
