import Foundation
import TestSupport
import XCTest

@testable import Isolation

/// The processes of a session, found without a look at the others.
final class ProcessTreeTests: XCTestCase {
  func testItIsWhatTheWholeTableSays() throws {
    let top = try Running(["sh", "-c", "(sleep 61 & sleep 62) & sleep 63 & wait"])
    func tree() -> [Int32] { ProcessTree(below: [top.pid])?.pids ?? [] }
    XCTAssertTrue(eventually { tree().filter { status("Name", of: $0) == "sleep" }.count == 3 })
    let whole = try ProcessTable().descendants(of: top.pid).map(\.pid)
    XCTAssertEqual(Set(tree()), Set(whole + [top.pid]))
    XCTAssertEqual(tree().first, top.pid)
    let table = try ProcessTable(below: [top.pid])
    XCTAssertEqual(Set(table.processes.keys), Set(tree()))
    XCTAssertEqual(Set(table.descendants(of: top.pid).map(\.pid)), Set(whole))
  }

  /// Each thread has a list of its own.
  func testChildrenOfAllThreadsAreFound() throws {
    let begun = Begun()
    // The children of a thread that ends become another's.
    let isOver = DispatchSemaphore(value: 0)
    defer { for _ in 0..<3 { isOver.signal() } }
    let threads = (0..<3).map { _ in
      Thread {
        begun.add(try? Running(["sleep", "60"]))
        isOver.wait()
      }
    }
    for thread in threads { thread.start() }
    XCTAssertTrue(eventually { begun.pids.count == 3 })
    let found = try XCTUnwrap(ProcessTree(below: [getpid()])?.pids)
    XCTAssertEqual(Set(begun.pids).subtracting(found), [])
  }

  func testWhoHasGoneHasNoDescendants() throws {
    let sleep = try Running(["sleep", "60"])
    sleep.stop()
    XCTAssertEqual(try ProcessTable(below: [sleep.pid]).processes.count, 0)
  }

  /// Among processes that begin and end all the time none is missed that is there all the time.
  func testNothingIsMissedInABustle() throws {
    let top = try Running([
      "sh", "-c",
      "while :; do true & true & true; done & while :; do (true & true) & true; done & sleep 60 & wait",
    ])
    func sleeps(_ pids: [Int32]) -> [Int32] { pids.filter { status("Name", of: $0) == "sleep" } }
    XCTAssertTrue(
      eventually {
        (try? ProcessTable(below: [top.pid]))?.processes.values.contains { $0.name == "sleep" } == true
      })
    for _ in 0..<40 {
      let table = try ProcessTable(below: [top.pid])
      XCTAssertTrue(table.processes.values.contains { $0.name == "sleep" && $0.parent == top.pid })
    }
  }
}

private final class Begun: @unchecked Sendable {
  private let lock = NSLock()
  private var all: [Running] = []
  func add(_ running: Running?) { lock.withLock { all += [running].compactMap { $0 } } }
  var pids: [Int32] { lock.withLock { all.map(\.pid) } }
}
