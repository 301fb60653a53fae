import Foundation
import TestSupport
import XCTest

@testable import Isolation

/// Groups over time: what a difference of two readings may be taken for.
final class GroupTreeTests: XCTestCase {
  private func usage(_ microseconds: UInt64) -> [String: String] {
    ["cpu.stat": "usage_usec \(microseconds)\n"]
  }

  /// CG-01: a counter that went down gives no value in that round, and the next one does again.
  func testCounterThatFell() throws {
    let files = try GroupFixture()
    try files.group("a", usage(16_405_214_312))
    let tree = files.tree(.cpu)
    try tree.refresh()
    let node = try XCTUnwrap(tree.node(at: "/a"))
    XCTAssertNil(node.cpuRate(processors: 2))
    try files.group("a", usage(781_274_824))
    usleep(2000)
    try tree.refresh()
    XCTAssertNil(node.cpuRate(processors: 2))
    XCTAssertNil(node.cpuRate(processors: nil))
    try files.group("a", usage(781_274_924))
    usleep(2000)
    try tree.refresh()
    XCTAssertGreaterThan(try XCTUnwrap(node.cpuRate(processors: 2)), 0)
    XCTAssertLessThan(try XCTUnwrap(node.cpuRate(processors: 2)), 0.1)
  }

  /// CG-01, CG-13: a group that was made again under its name is another one.
  func testGroupMadeAgain() throws {
    let files = try GroupFixture()
    try files.group("a", usage(100))
    let tree = files.tree(.cpu)
    try tree.refresh()
    let node = try XCTUnwrap(tree.node(at: "/a"))
    // Its inode must not be the first one's, which the file system gives to the next that wants one.
    try FileManager.default.moveItem(atPath: files.scratch.path + "/a", toPath: files.scratch.path + "/z")
    try files.group("a", usage(200))
    usleep(2000)
    try tree.refresh()
    XCTAssertTrue(tree.node(at: "/a") === node)
    XCTAssertEqual(node.reading.cpu?.value.usage, 200)
    XCTAssertNil(node.cpuRate(processors: 2))
    try files.group("a", usage(300))
    usleep(2000)
    try tree.refresh()
    XCTAssertNotNil(node.cpuRate(processors: 2))
  }

  /// CG-32: more than all processors can have used.
  func testImpossibleSpike() throws {
    let files = try GroupFixture()
    try files.group("a", usage(1))
    let tree = files.tree(.cpu)
    try tree.refresh()
    let node = try XCTUnwrap(tree.node(at: "/a"))
    try files.group("a", usage(1_700_000_000_000_000))
    usleep(2000)
    try tree.refresh()
    XCTAssertNil(node.cpuRate(processors: 64))
    // Who does not know how many there are believes it.
    XCTAssertNotNil(node.cpuRate(processors: nil))
  }

  /// CG-16: those that are online.
  func testOnlineProcessors() {
    XCTAssertEqual(onlineProcessors(), Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// CG-17: a time stamp belongs to its counter, however long the scan takes before and after.
  func testTimeIsReadWithTheCounter() throws {
    let files = try GroupFixture()
    try files.group("a", usage(1))
    try files.group("b", usage(1))
    try files.group("c", usage(1))
    // Whoever reads it waits for the writer.
    let slow = files.scratch.path + "/b/memory.current"
    XCTAssertEqual(unsafe mkfifo(slow, 0o600), 0)
    let writer = Thread {
      usleep(200_000)
      let fd = unsafe open(slow, O_WRONLY)
      _ = unsafe write(fd, "1\n", 2)
      close(fd)
    }
    writer.start()
    let tree = files.tree([.cpu, .memory])
    try tree.refresh()
    let times = ["/a", "/b", "/c"].compactMap { tree.node(at: $0)?.reading.cpu?.time }
    XCTAssertEqual(times.count, 3)
    let spread = (times.max() ?? 0) - (times.min() ?? 0)
    XCTAssertGreaterThan(spread, 190_000_000)
    let growth = Timed(value: CPUTime(usage: 1_200_000), time: 1_200_000_000, inode: 1)
      .growth(since: Timed(value: CPUTime(usage: 0), time: 0, inode: 1), of: { $0.usage })
    XCTAssertEqual(growth?.rate, 1e6)
  }

  /// CG-13: nothing that has gone is kept: no row, no object, no descriptor.
  func testGoneGroupsAreLetGo() throws {
    let files = try GroupFixture()
    let tree = files.tree(.cpu)
    weak var gone: GroupNode?
    for round in 0..<50 {
      try files.group("short-\(round)", usage(1))
      try files.group("short-\(round)/below", usage(1))
      try tree.refresh()
      gone = tree.node(at: "/short-\(round)/below")
      XCTAssertNotNil(gone)
      XCTAssertEqual(tree.count, 3)
      try FileManager.default.removeItem(atPath: files.scratch.path + "/short-\(round)")
    }
    let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    try tree.refresh()
    XCTAssertNil(gone)
    XCTAssertEqual(tree.count, 1)
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count, before)
  }

  /// A group that was away for a round has nothing to be compared with.
  func testGroupThatWasAway() throws {
    let files = try GroupFixture()
    try files.group("a", usage(1))
    let tree = files.tree(.cpu)
    try tree.refresh()
    let path = files.scratch.path
    try FileManager.default.moveItem(
      atPath: path + "/a", toPath: path + "/../\(files.scratch.path.hashValue)")
    try tree.refresh()
    XCTAssertNil(tree.node(at: "/a"))
    try FileManager.default.moveItem(
      atPath: path + "/../\(files.scratch.path.hashValue)", toPath: path + "/a")
    try tree.refresh()
    XCTAssertNil(try XCTUnwrap(tree.node(at: "/a")).cpuRate(processors: 2))
  }

  /// Hybrid: a row is made of what each hierarchy knows of the group of that name; version 1 has the first word.
  func testHierarchiesSideBySide() throws {
    let two = try GroupFixture(.two, ["hugetlb"])
    let memory = try GroupFixture(.one, ["memory"])
    let pids = try GroupFixture(.one, ["pids"])
    try two.group("a", usage(7))
    try two.group("only-two", usage(8))
    try memory.group("a", ["memory.usage_in_bytes": "4096\n"])
    try memory.group("only-one", ["memory.usage_in_bytes": "1\n"])
    try pids.group("a", ["pids.current": "2\n"])
    let tree = two.tree([.cpu, .memory, .tasks], beside: [memory, pids])
    try tree.refresh()
    XCTAssertEqual(tree.root.children.map(\.name), ["a", "only-one", "only-two"])
    let both = try XCTUnwrap(tree.node(at: "/a")).reading
    XCTAssertEqual([both.cpu?.value.usage, both.memory?.current, both.tasks?.value.current], [7, 4096, 2])
    let one = try XCTUnwrap(tree.node(at: "/only-one")).reading
    XCTAssertNil(one.cpu)
    XCTAssertEqual(one.memory?.current, 1)
  }

  /// CG-23: groups are there also where nothing that is wanted can be told of any.
  func testGroupsWithoutFigures() throws {
    let two = try GroupFixture(.two, ["hugetlb"])
    try two.group("a")
    for kinds in [ReadingKinds.tasks, []] {
      let tree = two.tree(kinds)
      try tree.refresh()
      XCTAssertNotNil(tree.node(at: "/a"))
      XCTAssertNil(tree.node(at: "/a")?.reading.tasks)
    }
  }

  /// What is read of some is read once in a round, and its hierarchies' groups are all there.
  func testReadingMoreOfSome() throws {
    let two = try GroupFixture(.two, ["hugetlb"])
    let memory = try GroupFixture(.one, ["memory"])
    try two.group("a", usage(7))
    try memory.group("b", ["memory.usage_in_bytes": "4096\n"])
    let tree = two.tree(.cpu, beside: [memory])
    try tree.refresh()
    XCTAssertNil(tree.node(at: "/b"))
    tree.kindsOfSome = .memory
    try tree.refresh()
    let node = try XCTUnwrap(tree.node(at: "/b"))
    XCTAssertNil(node.reading.memory)
    tree.read(.memory, of: node)
    XCTAssertEqual(node.reading.memory?.current, 4096)
    try memory.group("b", ["memory.usage_in_bytes": "8192\n"])
    tree.read(.memory, of: node)
    XCTAssertEqual(node.reading.memory?.current, 4096)
    try tree.refresh()
    tree.read(.memory, of: node)
    XCTAssertEqual(node.reading.memory?.current, 8192)
  }

  /// Links lead elsewhere, files are no groups; a depth bounds the walk.
  func testWhatIsNoGroup() throws {
    let files = try GroupFixture()
    try files.group("a/b/c", usage(1))
    try FileManager.default.createSymbolicLink(
      atPath: files.scratch.path + "/link", withDestinationPath: files.scratch.path + "/a")
    let tree = files.tree(.cpu)
    try tree.refresh()
    XCTAssertEqual(tree.root.lineage.map(\.path.text), ["/", "/a", "/a/b", "/a/b/c"])
    tree.depth = 1
    try tree.refresh()
    XCTAssertEqual(tree.root.lineage.map(\.path.text), ["/", "/a"])
    XCTAssertThrowsError(try files.tree(.cpu, below: "/nowhere").refresh())
    let part = files.tree(.cpu, below: "/a/b")
    try part.refresh()
    XCTAssertEqual(part.root.lineage.map { part.path(of: $0).text }, ["/a/b", "/a/b/c"])
    XCTAssertTrue(part.node(at: "/a/b/c") === part.root.children.first)
    XCTAssertNil(part.node(at: "/a"))
  }
}
