import Glibc
import Isolation
import TestSupport
import XCTest

@testable import LabKit

/// Control groups in a folder that looks like theirs: both versions, one vocabulary.
final class GroupSubjectTests: SubjectCase {
  private func places(_ version: GroupVersion, _ files: [String: String]) throws -> Scratch {
    let scene = try Scratch()
    try scene.directory("box/inner")
    try scene.directory("other")
    for (name, text) in files { try scene.file(name, text) }
    groups = ["memory": GroupPlace(path: scene.path, version: version)]
    bindings["box"] = .group(GroupReference(way: "box"))
    return scene
  }

  /// Version 1 bounds memory and swap in one file, version 2 swap alone.
  func testSwapIsWhatComesBesideMemory() throws {
    let unlimited = "9223372036854771712\n"
    for (memory, both, swap) in [
      ("33554432\n", "33554432\n", "0"), ("33554432\n", "67108864\n", "33554432"),
      ("33554432\n", unlimited, "max"), (unlimited, unlimited, "max"),
    ] {
      let scene = try places(
        .one, ["box/memory.limit_in_bytes": memory, "box/memory.memsw.limit_in_bytes": both])
      XCTAssertEqual(try value("{limit: swap, of: box, is: 0}"), swap)
      withExtendedLifetime(scene) {}
    }
    let scene = try places(.two, ["box/memory.max": "33554432\n", "box/memory.swap.max": "0\n"])
    try isMet("{limit: swap, of: box, is: 0}")
    try isMet("{limit: memory, of: box, is: 32M}")
    withExtendedLifetime(scene) {}
  }

  /// What version 2 alone has: how long some task waited, and how many groups there may be below.
  func testPressureAndDepth() throws {
    let scene = try places(
      .two,
      [
        "box/cpu.pressure":
          "some avg10=9.00 avg60=1.00 avg300=0.00 total=58761\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=7\n",
        "box/cgroup.max.depth": "1\n", "box/cgroup.max.descendants": "max\n",
        "box/memory.high": "16777216\n", "box/memory.events": "low 0\nhigh 12\nmax 0\noom_kill 0\n",
      ])
    XCTAssertEqual(try value("{counter: cpu-pressure, of: box, is: 0}"), "58761")
    XCTAssertEqual(try value("{counter: memory-high, of: box, is: 0}"), "12")
    try isMet("{limit: depth, of: box, is: 1}")
    try isMet("{limit: descendants, of: box, is: max}")
    try isMet("{limit: memory-high, of: box, is: 16M}")
    withExtendedLifetime(scene) {}
  }

  func testAGroupWithinAnother() throws {
    let scene = try places(.two, [:])
    guard case .bound(let found, _) = try find("{cgroup: below-scene, in: box}") else {
      return XCTFail("none")
    }
    XCTAssertEqual(found, .group(GroupReference(way: "box/inner")))
    bindings["box"] = .group(GroupReference(way: "other"))
    if case .bound(let found, _) = try find("{cgroup: below-scene, in: box}") { XCTFail("\(found)") }
    withExtendedLifetime(scene) {}
  }

  func testAProcessInAGroup() throws {
    let pid = try start("child", ["sleep", "1000"])
    let scene = try places(.two, ["box/cgroup.procs": "\(pid)\n", "other/cgroup.procs": ""])
    guard case .bound(.processes(let all), _) = try find("{process: session, in: box}") else {
      return XCTFail("none")
    }
    XCTAssertEqual(all.map(\.pid), [pid])
    if case .bound(let found, _) = try find("{process: session, not: [box], named: sleep}") {
      XCTFail("\(found)")
    }
    bindings["box"] = .group(GroupReference(way: "other"))
    if case .bound(let found, _) = try find("{process: session, in: box}") { XCTFail("\(found)") }
    withExtendedLifetime(scene) {}
  }

  func testOnHowManyProcessorsAProcessMayRun() throws {
    let processor = try XCTUnwrap(allowedProcessors().first)
    try start("pinned", ["taskset", "-c", "\(processor)", "sleep", "1000"])
    XCTAssertTrue(eventually { (try? value("{processors: 1, of: pinned}")) == "1" })
    XCTAssertEqual(try value("{which-processors: '0', of: pinned}"), "\(processor)")
    XCTAssertEqual(try value("{processors: 1, of: outside}"), "\(allowedProcessors().count)")
  }
}
