import Foundation
import TestSupport
import XCTest

/// Control groups of a test's own: below this process's group in each hierarchy, and removed at the end.
class GroupCase: ToolCase {
  /// Those that were made, the outer before the inner.
  private var made: [String] = []

  override func tearDown() {
    for path in made.reversed() {
      // Who is in it has been killed, but may not have gone yet.
      for pid in members(of: path) { kill(pid, SIGKILL) }
      XCTAssertTrue(eventually { remove(path) == 0 || errno == ENOENT }, path)
    }
    made = []
    super.tearDown()
  }

  func create(_ path: String) -> Int32 { unsafe mkdir(path, 0o755) }
  func remove(_ path: String) -> Int32 { unsafe rmdir(path) }

  func members(of path: String) -> [Int32] {
    (contents(path + "/cgroup.procs") ?? "").split(separator: "\n").compactMap { Int32($0) }
  }

  /// Where this process's own group is mounted: of a controller of version 1, or of version 2 where it is nil; and the
  /// group's path.
  func own(_ controller: String?) throws -> (directory: String, path: String) {
    let lines = (contents("/proc/self/cgroup") ?? "").split(separator: "\n").map {
      $0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    }
    let mounts = (contents("/proc/self/mountinfo") ?? "").split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    let mount = mounts.first { fields in
      guard let dash = fields.firstIndex(of: "-") else { return false }
      if let controller {
        return fields[dash + 1] == "cgroup"
          && (fields.last ?? "").split(separator: ",").contains(Substring(controller))
      }
      return fields[dash + 1] == "cgroup2"
    }
    let line = lines.first { fields in
      controller.map { fields[1].split(separator: ",").contains(Substring($0)) } ?? fields[1].isEmpty
    }
    guard let mount, let line, !line[2].hasPrefix("/..") else {
      throw XCTSkip("no hierarchy of \(controller ?? "version 2") is mounted")
    }
    let root = mount[3] == "/" ? "" : mount[3]
    guard line[2] == root || line[2].hasPrefix(root + "/") else {
      throw XCTSkip("the own group of \(controller ?? "version 2") is not mounted")
    }
    let below = String(line[2].dropFirst(root.utf8.count))
    return (mount[4] + (below == "/" ? "" : below), line[2] == "/" ? "" : line[2])
  }

  /// The hierarchy that has a controller: `controller` as version 1 calls it.
  func place(of controller: String) throws -> (directory: String, path: String, isTwo: Bool) {
    if let one = try? own(controller) { return (one.directory, one.path, false) }
    let two = try own(nil)
    let names = contents(two.directory + "/cgroup.controllers") ?? ""
    let name = controller == "blkio" ? "io" : controller == "cpuacct" ? "cpu" : controller
    guard names.split(whereSeparator: \.isWhitespace).contains(Substring(name)) else {
      throw XCTSkip("no hierarchy has the controller \(controller)")
    }
    // Where processes are in it, it hands nothing down.
    guard (contents(two.directory + "/cgroup.subtree_control") ?? "").contains(name) else {
      throw XCTSkip("the own group does not hand \(controller) down")
    }
    return (two.directory, two.path, true)
  }

  /// A name that nobody else has.
  let token = "container-anatomy-test-\(UUID().uuidString.prefix(8))"

  /// Makes a group; its directory.
  @discardableResult
  func make(_ path: String) throws -> String {
    let isMade = create(path) == 0
    let code = errno
    if code == EACCES || code == EPERM || code == EROFS, !isMade {
      throw XCTSkip("groups cannot be made here")
    }
    XCTAssertTrue(isMade, "\(path): \(code)")
    made.append(path)
    return path
  }

  /// A program in a group, from its first instruction on.
  func start(in directories: [String], _ script: String) throws -> Running {
    let joins = directories.map { "echo $$ > '\($0)/cgroup.procs' && " }.joined()
    return try Running(["sh", "-c", joins + "echo ready && " + script], environment: try environment)
  }

  /// The lines of a raw table by their groups, each by its columns.
  func rows(_ options: String, status: Int32 = 0, line: UInt = #line) throws -> [String: [String: String]] {
    let ran = try sh("cgroup-top --raw \(options)")
    XCTAssertEqual(ran.status, status, ran.error, line: line)
    return table(ran.output)
  }

  func table(_ text: String) -> [String: [String: String]] {
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    guard let headings = lines.first else { return [:] }
    let rows = lines.dropFirst().filter { $0 != headings && $0.count == headings.count }
    return Dictionary(
      rows.map { ($0[0], Dictionary(uniqueKeysWithValues: zip(headings, $0))) }, uniquingKeysWith: { $1 })
  }
}
