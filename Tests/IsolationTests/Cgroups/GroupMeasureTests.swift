import Console
import Foundation
import Isolation
import TestSupport
import XCTest

@testable import cgroup_top

/// What cgroup-top makes of readings: columns, order, what is missing.
final class GroupMeasureTests: XCTestCase {
  private func tree(_ files: GroupFixture, _ fields: [Field]) throws -> GroupTree {
    let tree = files.tree(fields.kinds)
    try tree.refresh()
    return tree
  }

  private func paths(_ tree: GroupTree, _ arrangement: Arrangement) -> [String] {
    arrangement.lines(of: tree, Measure(processors: 2)).map(\.path.text)
  }

  private func herd() throws -> GroupFixture {
    let files = try GroupFixture()
    for (path, memory, swap) in [("a", 30, 5), ("a/x", 20, 0), ("a/y", 10, 100), ("b", 300, 1)] {
      try files.group(path, ["memory.current": "\(memory)\n", "memory.swap.current": "\(swap)\n"])
    }
    try files.group("c", [:])
    return files
  }

  /// CG-05: any column, in both directions, among others memory and swap together; what has no value is last.
  func testOrder() throws {
    let tree = try tree(herd(), [.memory, .swap, .memorySwap])
    var arrangement = Arrangement()
    XCTAssertEqual(paths(tree, arrangement), ["/", "/a", "/a/x", "/a/y", "/b", "/c"])
    arrangement.order = .memory
    XCTAssertEqual(paths(tree, arrangement), ["/", "/b", "/a", "/a/x", "/a/y", "/c"])
    arrangement.order = .memorySwap
    XCTAssertEqual(paths(tree, arrangement).prefix(4), ["/b", "/a/y", "/a", "/a/x"])
    arrangement.order = .swap
    arrangement.isReversed = true
    XCTAssertEqual(paths(tree, arrangement), ["/a/x", "/b", "/a", "/a/y", "/", "/c"])
    arrangement.isTree = true
    XCTAssertEqual(paths(tree, arrangement), ["/", "/b", "/a", "/a/x", "/a/y", "/c"])
  }

  func testFilterAndFolding() throws {
    let tree = try tree(herd(), [.memory])
    var arrangement = Arrangement(order: .memory, isTree: true)
    arrangement.filter = try Filter(groups: "MEMORY < 15")
    XCTAssertEqual(paths(tree, arrangement), ["/", "/a", "/a/y"])
    XCTAssertEqual(arrangement.lines(of: tree, Measure(processors: 2)).map(\.isContext), [true, true, false])
    arrangement.isTree = false
    XCTAssertEqual(paths(tree, arrangement), ["/a/y"])
    arrangement.filter = try Filter(groups: "GROUP =~ '^/a/'")
    XCTAssertEqual(paths(tree, arrangement), ["/a/x", "/a/y"])
    arrangement.filter = nil
    arrangement.isTree = true
    arrangement.folded = ["/a"]
    XCTAssertEqual(paths(tree, arrangement).prefix(3), ["/", "/b", "/a"])
    XCTAssertFalse(paths(tree, arrangement).contains("/a/x"))
    XCTAssertThrowsError(try Filter(groups: "NOTHING > 1"))
  }

  /// CG-04: of the topmost group the host's own figures, or the sum of those right below.
  func testSumOfTheTopmost() throws {
    let tree = try tree(herd(), [.memory, .tasks, .memoryMax])
    let own = Measure(processors: 2).value(of: .memory, tree.root).number ?? 0
    let sum = Measure(processors: 2, sumsRoot: true)
    XCTAssertEqual(sum.value(of: .memory, tree.root), .bytes(330))
    XCTAssertGreaterThan(own, 1_000_000)
    XCTAssertEqual(sum.value(of: .tasks, tree.root), .none)
    XCTAssertEqual(sum.value(of: .memory, try XCTUnwrap(tree.node(at: "/a"))), .bytes(30))
  }

  /// What is not there is not 0; why is told, for as many columns as it is true of.
  func testGaps() throws {
    let files = try GroupFixture(.two, ["memory"])
    try files.group("a", ["cgroup.controllers": "memory\n", "memory.current": "0\n"])
    try files.group("b", ["cgroup.controllers": "\n"])
    let fields: [Field] = [.memory, .tasks, .refused, .read, .cpu]
    let tree = try tree(files, fields)
    let measure = Measure(processors: 2)
    let a = try XCTUnwrap(tree.node(at: "/a")), b = try XCTUnwrap(tree.node(at: "/b"))
    XCTAssertEqual(measure.value(of: .memory, a), .bytes(0))
    XCTAssertEqual(measure.value(of: .memory, b), .none)
    XCTAssertEqual(measure.value(of: .memory, b).human, "-")
    XCTAssertEqual(measure.value(of: .memory, b).json, .null)
    let kernel = KernelControllers("memory 0 1 1\npids 0 1 0\n")
    let texts = Gaps(fields, tree, kernel, measure, isFirst: true).texts(in: .english)
    XCTAssertEqual(
      texts,
      [
        "MEMORY: not available in groups: 1; in /b because / does not hand the memory controller down "
          + "(cgroup.subtree_control)",
        "TASKS, REFUSED: not available, because the pids controller was disabled at boot (cgroup_disable=)",
        "READ: not available, because the io controller is in no mounted hierarchy, and the kernel does not list it",
        "CPU: not available, because it is measured between two looks: --iterations 2",
      ])
    XCTAssertEqual(Gaps(fields, tree, kernel, measure, isFirst: true).texts(in: .chinese).count, 4)
  }

  func testEveryColumnHasItsWords() {
    for language in Language.allCases {
      XCTAssertEqual(Set(Field.allCases.map { $0.help.in(language) }).count, Field.allCases.count)
    }
    XCTAssertEqual(Field(named: "Path"), .group)
    XCTAssertEqual(Field(named: "MEMORY-MAX"), .memoryMax)
    XCTAssertNil(Field(named: ""))
  }

  func testLayout() {
    for columns in 0...300 {
      let layout = Layout(Field.usual, first: 0, columns: columns)
      XCTAssertGreaterThanOrEqual(layout.nameWidth, min(columns, 20))
      for place in layout.places {
        XCTAssertLessThanOrEqual(place.start + 1 + place.width + (place.bar > 0 ? place.bar + 1 : 0), columns)
      }
    }
    let usual = Layout(Field.usual, first: 0, columns: 80)
    XCTAssertEqual(usual.places.map(\.field), [.tasks, .cpu, .memory, .working, .read, .write])
    XCTAssertEqual(Layout(Field.usual, first: 2, columns: 80).places.first?.field, .memory)
    XCTAssertEqual(Layout(Field.usual, first: 99, columns: 80).places, [])
  }

  /// The cursor stays with its group; where that has gone, on its line.
  func testCursor() throws {
    let files = try herd()
    let tree = try tree(files, [.memory])
    let measure = Measure(processors: 2)
    var arrangement = Arrangement(isTree: true)
    var lines = arrangement.lines(of: tree, measure)
    var cursor = Cursor()
    cursor.move(to: 3, in: lines)
    XCTAssertEqual(lines[cursor.index].path, "/a/y")
    arrangement.isReversed = true
    lines = arrangement.lines(of: tree, measure)
    cursor.settle(in: lines) { tree.has($0) }
    XCTAssertEqual(lines[cursor.index].path, "/a/y")
    arrangement.folded = ["/a"]
    lines = arrangement.lines(of: tree, measure)
    cursor.settle(in: lines) { tree.has($0) }
    XCTAssertEqual(lines[cursor.index].path, "/a")
    arrangement.folded = []
    lines = arrangement.lines(of: tree, measure)
    cursor.move(to: 2, in: lines)
    let before = lines[2].path
    try FileManager.default.removeItem(atPath: files.scratch.path + before.text)
    try tree.refresh()
    lines = arrangement.lines(of: tree, measure)
    cursor.settle(in: lines) { tree.has($0) }
    XCTAssertEqual(cursor.index, min(2, lines.count - 1))
    XCTAssertFalse(lines.contains { $0.path == before })
    cursor.move(to: 99, in: lines)
    XCTAssertEqual(cursor.index, lines.count - 1)
    cursor.settle(in: []) { _ in false }
    cursor.move(to: -1, in: [])
  }
}
