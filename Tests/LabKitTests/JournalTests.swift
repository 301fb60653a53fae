import Isolation
import TestSupport
import XCTest

@testable import LabKit

final class JournalTests: XCTestCase {
  func testWhatIsWrittenComesBackTheLastFirst() throws {
    let folder = try Scratch()
    let journal = Journal(in: folder.path)
    try journal.add(EndMarked("/run/a\tb\\c\nd"))
    try journal.add(EndProcess(ProcessReference(pid: 7, started: 99), boot: "b"))
    let undos = journal.undos()
    XCTAssertEqual(undos.first as? EndProcess, EndProcess(ProcessReference(pid: 7, started: 99), boot: "b"))
    XCTAssertEqual(undos.last as? EndMarked, EndMarked("/run/a\tb\\c\nd"))
  }

  func testALineCutShortIsNoLine() throws {
    let folder = try Scratch()
    try folder.file("journal", "marked\t/a\nmarked\t/b")
    XCTAssertEqual(Journal(in: folder.path).undos().map { $0 as? EndMarked }, [EndMarked("/a")])
  }

  func testAWordThatIsNotKnownIsPassedOver() throws {
    let folder = try Scratch()
    try folder.file("journal", "future\tx\nmarked\t/a\n")
    XCTAssertEqual(Journal(in: folder.path).undos().count, 1)
  }

  /// The pid alone is not enough: the number may belong to another process by now.
  func testOnlyTheSameProcessIsEnded() throws {
    let sleep = try Running(["sleep", "60"])
    let status = try ProcessStatus(of: sleep.pid)
    func end(_ started: UInt64, boot: String) throws {
      var plan = Plan()
      plan.add(EndProcess(ProcessReference(pid: sleep.pid, started: started), boot: boot))
      try plan.run()
    }
    try end(status.started + 1, boot: currentBoot)
    try end(status.started, boot: "another boot")
    XCTAssertEqual(try ProcessStatus(of: sleep.pid).started, status.started)
    try end(status.started, boot: currentBoot)
    // Its end has been waited for there already.
    XCTAssertNil(try? ProcessStatus(of: sleep.pid))
  }
}
