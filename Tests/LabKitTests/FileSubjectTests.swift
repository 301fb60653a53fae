import Foundation
import Isolation
import TestSupport
import XCTest

@testable import LabKit

/// What is read of files, directories and mounts, each both ways.
final class FileSubjectTests: SubjectCase {
  func testFiles() throws {
    let folder = try Scratch()
    draws["place"] = folder.path
    try start("child", ["sleep", "1000"])
    try isMet("{file: '${place}/a', in: child, present: false}")
    try isNotYet("{file: '${place}/a', in: child}")
    let file = try folder.file("a", "fox\nand more\n")
    unsafe chmod(file, 0o640)
    try isMet("{file: '${place}/a', in: child}")
    try isNotYet("{file: '${place}/a', in: child, present: false}")
    try isMet("{file: '${place}/a', in: child, text: fox}")
    try isNotYet("{file: '${place}/a', in: child, text: dog}")
    try isMet("{file: '${place}/a', in: child, mode: '640'}")
    try isNotYet("{file: '${place}/a', in: child, mode: '644'}")
    try isMet("{file: '${place}/a', in: child, owner: '\(geteuid())'}")
    try isNotYet("{file: '${place}/a', in: child, owner: {not: '\(geteuid())'}}")
    var facts = stat()
    XCTAssertEqual(unsafe stat(file, &facts), 0)
    try isMet("{file: '${place}/a', in: child, group: '\(facts.st_gid)'}")
    // A directory has no text, and what is not known is nowhere.
    try isNotYet("{file: '${place}', in: child, text: {not: fox}}")
    try isNotYet("{file: '${nowhere}/a', in: child, present: false}")
  }

  func testOneFileUnderTwoNames() throws {
    let folder = try Scratch()
    draws["place"] = folder.path
    let file = try folder.file("a", "fox")
    XCTAssertEqual(unsafe link(file, folder.path + "/b"), 0)
    try folder.file("c", "fox")
    try isMet("{same: inode, of: ['${place}/a', '${place}/b'], in: outside}")
    try isNotYet("{same: inode, of: ['${place}/a', '${place}/b', '${place}/c'], in: outside}")
    try isMet("{same: inode, of: ['${place}/a', '${place}/c'], in: outside, is: no}")
    XCTAssertThrowsError(try verdict("{same: inode, of: [/a], in: outside}"))
  }

  func testTheHashOfATree() throws {
    let folder = try Scratch()
    draws["place"] = folder.path
    try folder.directory("d")
    let file = try folder.file("d/a", "fox")
    // Neither is followed: one leads nowhere, the other to a tree without end.
    unsafe symlink("/nowhere/at/all", folder.path + "/broken")
    unsafe symlink("/proc", folder.path + "/large")
    let hash = "{hash-of: '${place}', in: outside}"
    let before = try XCTUnwrap(value(hash))
    XCTAssertTrue(try verdict(hash, baseline: before).isMet)
    let changes: [(String, () throws -> Void)] = [
      ("contents", { try folder.file("d/a", "dog") }), ("a mode", { unsafe chmod(file, 0o600) }),
      ("a name", { try FileManager.default.moveItem(atPath: file, toPath: folder.path + "/d/b") }),
      ("a new file", { try folder.file("new") }),
      (
        "a target",
        {
          unsafe unlink(folder.path + "/broken")
          unsafe symlink("/elsewhere", folder.path + "/broken")
        }
      ),
    ]
    for (what, change) in changes {
      let before = try XCTUnwrap(value(hash))
      try change()
      XCTAssertFalse(try verdict(hash, baseline: before).isMet, what)
      XCTAssertTrue(
        try verdict("{hash-of: '${place}', in: outside, is: {changed: true}}", baseline: before).isMet, what)
    }
    guard case .cannotTell = try verdict("{hash-of: /proc/sys, in: outside}", baseline: "x") else {
      // A small /proc/sys can be read whole, but never stays as some hash.
      return try isNotYet("{hash-of: /proc/sys, in: outside, is: x}")
    }
  }

  func testRootsAndWorkingDirectories() throws {
    let folder = try Scratch()
    draws["place"] = folder.path
    try start("child", ["-C", folder.path, "sleep", "1000"])
    try isMet("{cwd: '${place}', of: child}")
    try isNotYet("{cwd: '${place}', of: child, is: no}")
    try isMet("{cwd: /, of: child, is: no}")
    try isMet("{root: /, of: child}")
    try isMet("{root: '${place}', of: child, is: no}")
    try isNotYet("{root: '${place}', of: child}")
    try isMet("{cwd: '${place}/not-there', of: child, is: no}")
  }

  func testMountTables() throws {
    try start("child", ["sleep", "1000"])
    let table = MountTable(try XCTUnwrap(contents("/proc/self/mountinfo")))
    try isMet("{mounts: \(table.mounts.count), in: child}")
    try isMet("{mounts: {equal-in: outside}, in: child}")
    try isNotYet("{mounts: {at-most: \(table.mounts.count - 1)}, in: child}")
    try isMet("{common-mount-ids: \(table.mounts.count), between: [outside, child]}")
    try isNotYet("{common-mount-ids: 0, between: [outside, child]}")
    try isMet("{mount: /proc, in: child}")
    try isMet("{mount: /proc, in: child, type: proc}")
    try isNotYet("{mount: /proc, in: child, type: tmpfs}")
    try isNotYet("{mount: /proc, in: child, present: false}")
    try isMet("{mount: /nowhere, in: child, present: false}")
    let proc = try XCTUnwrap(table.mounts.last { $0.path == "/proc" })
    try isMet("{propagation: \(proc.propagation), of: /proc, in: child}")
    try isNotYet("{propagation: {not: \(proc.propagation)}, of: /proc, in: child}")
    XCTAssertEqual(try value("{peer-group: /proc, in: child}"), proc.peers.map(String.init) ?? "none")
    try isNotYet("{propagation: private, of: /nowhere, in: child}")
  }

  func testWhatProcShows() throws {
    try start("child", ["sleep", "1000"])
    try isMet("{proc-shows: outside, to: child}")
    try isMet("{proc-shows: child, to: outside}")
    try isNotYet("{proc-shows: child, to: outside, is: no}")
  }
}
