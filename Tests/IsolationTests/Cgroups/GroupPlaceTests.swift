import Foundation
import TestSupport
import XCTest

@testable import Isolation

/// Where groups are, whatever is mounted where, and why something is not there.
final class GroupPlaceTests: XCTestCase {
  /// CG-07: version 2's line is found wherever it stands. CG-29: its field of controllers is empty.
  func testMembershipInAnyOrder() {
    let named = CgroupMembership(reading: "1:name=systemd:/init\n0::/user:1000/a b\n")
    XCTAssertEqual(named.entries.map(\.controllers), [["name=systemd"], []])
    XCTAssertEqual(named.entries.last?.path, "/user:1000/a b")
    let first = CgroupMembership(reading: "0::/\n3:cpu,cpuacct:/x\nrubbish\n")
    XCTAssertEqual(first.entries.map(\.controllers), [[], ["cpu", "cpuacct"]])
  }

  /// CG-20: a container sees its own group mounted; nothing is doubled, and what is above is not there.
  func testPathsInContainers() {
    let host = Hierarchy(version: .two, controllers: [], mount: "/sys/fs/cgroup")
    XCTAssertEqual(host.directory(of: "/a/b"), "/sys/fs/cgroup/a/b")
    XCTAssertEqual(host.directory(of: "/"), "/sys/fs/cgroup")
    XCTAssertNil(host.directory(of: "/../b"))
    XCTAssertEqual(host.directory(of: "/..a"), "/sys/fs/cgroup/..a")
    let inside = Hierarchy(version: .one, controllers: ["memory"], mount: "/cg", root: "/docker/x")
    XCTAssertEqual(inside.directory(of: "/docker/x/y"), "/cg/y")
    XCTAssertEqual(inside.directory(of: "/docker/x"), "/cg")
    XCTAssertNil(inside.directory(of: "/docker/xy"))
    XCTAssertNil(inside.directory(of: "/"))
    XCTAssertEqual(inside.path(of: "/cg/y"), "/docker/x/y")
    // Of a mount that was made outside of the cgroup namespace.
    let outer = Hierarchy(version: .two, controllers: [], mount: "/cg", root: "/..")
    XCTAssertEqual(outer.directory(of: "/.."), "/cg")
    XCTAssertEqual(outer.directory(of: "/../b"), "/cg/b")
    XCTAssertNil(outer.directory(of: "/../../b"))
  }

  private let mounts = """
    31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755
    35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
    36 31 0:33 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct,xattr
    40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd
    41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw,nsdelegate
    42 23 0:32 /docker/x /mnt rw - cgroup cgroup rw,memory
    """

  func testHierarchiesOfAHybridHost() {
    let all = Hierarchies(MountTable(mounts)) { _ in "hugetlb io\n" }
    XCTAssertEqual(
      all.all.map(\.controllers), [["memory"], ["cpu", "cpuacct"], ["name=systemd"], ["hugetlb", "io"]])
    XCTAssertEqual(all.hierarchy(of: "memory")?.mount, "/sys/fs/cgroup/memory")
    XCTAssertEqual(all.hierarchy(of: "io")?.version, .two)
    XCTAssertNil(all.hierarchy(of: "pids"))
  }

  /// What lies below a later mount cannot be reached, though its line is still there.
  func testCoveredMounts() {
    let covered =
      mounts
      + "\n63 31 0:50 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n64 63 0:38 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw"
    XCTAssertEqual(
      Hierarchies(MountTable(covered)) { _ in "" }.all.map { "\($0.mount.text) \($0.version)" },
      ["/mnt one", "/sys/fs/cgroup two"])
    // On the directory that the old ones stand on, and so beside them in the table.
    let beside = mounts + "\n63 31 0:38 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw"
    XCTAssertEqual(
      Hierarchies(MountTable(beside)) { _ in "" }.all.map(\.mount), ["/mnt", "/sys/fs/cgroup"])
  }

  private let kernel = KernelControllers(
    "#subsys_name\thierarchy\tnum_cgroups\tenabled\nmemory\t0\t44\t0\npids\t8\t1\t1\nblkio\t0\t1\t1\n")

  /// CG-23: why a controller is nowhere, while the other columns stay.
  func testWhyAControllerIsNowhere() throws {
    let two = try GroupFixture(.two, ["cpu"])
    try two.group("a", ["cpu.stat": "usage_usec 1\n"])
    let tree = two.tree(.all)
    try tree.refresh()
    XCTAssertEqual(tree.absence(of: .memory, kernel: kernel), .disabledAtBoot("memory"))
    XCTAssertEqual(tree.absence(of: .memoryEvents, kernel: kernel), .disabledAtBoot("memory"))
    XCTAssertEqual(tree.absence(of: .tasks, kernel: kernel), .notMounted("pids"))
    XCTAssertEqual(tree.absence(of: .io, kernel: kernel), .notOffered("io"))
    XCTAssertNil(tree.absence(of: .cpu, kernel: kernel))
    let node = try XCTUnwrap(tree.node(at: "/a"))
    XCTAssertEqual(tree.absence(of: .tasks, in: node, kernel: kernel), .notMounted("pids"))
    XCTAssertEqual(node.reading.cpu?.value.usage, 1)
    XCTAssertNil(node.reading.memory)
    let one = try GroupFixture(.one, ["cpu"])
    XCTAssertEqual(one.tree(.all).absence(of: .pressure, kernel: kernel), .onlyInVersionTwo)
    XCTAssertEqual(one.tree(.all).absence(of: .cpu, kernel: kernel), .unknown("cpuacct"))
    XCTAssertEqual(one.tree(.all).absence(of: .io, kernel: kernel), .notMounted("io"))
  }

  /// CG-29: what a group has is told by its own cgroup.controllers, not by the one above; a hierarchy that is not there
  /// does not end the walk.
  func testWhyAGroupLacksIt() throws {
    let two = try GroupFixture(.two, ["memory", "pids"])
    try two.group(
      "a",
      ["cgroup.controllers": "memory pids\n", "cgroup.subtree_control": "pids\n", "memory.current": "1\n"])
    try two.group("a/b", ["cgroup.controllers": "pids\n", "pids.current": "1\n", "cgroup.pressure": "0\n"])
    try two.group(
      "a/c", ["cgroup.controllers": "memory\n", "memory.current": "1\n", "cgroup.pressure": "1\n"])
    let gone = try GroupFixture(.one, ["cpuacct"])
    let tree = two.tree(.all, beside: [gone])
    try tree.refresh()
    let b = try XCTUnwrap(tree.node(at: "/a/b")), c = try XCTUnwrap(tree.node(at: "/a/c"))
    XCTAssertNil(b.reading.memory)
    XCTAssertEqual(b.reading.tasks?.value.current, 1)
    XCTAssertEqual(tree.absence(of: .memory, in: b, kernel: kernel), .notHandedDown("memory", by: "/a"))
    XCTAssertEqual(tree.absence(of: .memoryDetails, in: c, kernel: kernel), .noFile("memory"))
    XCTAssertEqual(tree.absence(of: .pressure, in: b, kernel: kernel), .pressureIsOff)
    XCTAssertEqual(tree.absence(of: .pressure, in: c, kernel: kernel), .noPressure)
    XCTAssertEqual(tree.absence(of: .memory, in: tree.root, kernel: kernel), .topmost)
    XCTAssertEqual(
      gone.tree(.cpu).absence(of: .cpu, in: b, kernel: kernel),
      .notInHierarchy("cpuacct", gone.hierarchy.mount))
    try FileManager.default.removeItem(atPath: gone.scratch.path)
    try tree.refresh()
    XCTAssertEqual(tree.root.lineage.count, 4)
  }

  /// Each reason is told in both languages, and none twice.
  func testReasonsInWords() {
    let all: [Absence] = [
      .unknown("x"), .disabledAtBoot("x"), .notMounted("x"), .notOffered("x"), .notHandedDown("x", by: "/a"),
      .notInHierarchy("x", "/m"), .notInHierarchy(nil, "/m"), .onlyInVersionTwo, .noPressure, .pressureIsOff,
      .topmost, .noFile("x"), .failed(.accessDenied),
    ]
    for language in Language.allCases {
      XCTAssertEqual(Set(all.map { $0.text.in(language) }).count, all.count)
    }
  }
}
