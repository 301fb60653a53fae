import Foundation
import TestSupport
import XCTest

/// Clocks of a time namespace.
final class ClockTests: ToolCase {
  private func offsets(_ options: String) throws -> Ran {
    try sh("\(asUser) ns-unshare -UrT \(options) cat /proc/self/timens_offsets")
  }
  private func parsed(_ text: String) -> [String] {
    text.split(separator: "\n").map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
  }

  func testOffsetsAreWhatIsAskedFor() throws {
    for fork in ["", "-f"] {
      let ran = try offsets("\(fork) --monotonic 86400 --boottime -1")
      XCTAssertEqual(parsed(ran.output), ["monotonic 86400", "boottime -1"], ran.error)
      XCTAssertEqual(parsed(try offsets("\(fork) --boottime 3600").output), ["monotonic 0", "boottime 3600"])
    }
    let theirs = try sh(
      "\(asUser) unshare -UrTf --monotonic 86400 --boottime -1 cat /proc/self/timens_offsets")
    XCTAssertEqual(try offsets("-f --monotonic 86400 --boottime -1").output, theirs.output)
  }

  func testWhatNoClockCanShow() throws {
    let ran = try offsets("--boottime -9000000000")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("Numerical result out of range"), ran.error)
    let cure = try proposal(ran)
    let least = try XCTUnwrap(cure.split(separator: " ").last.flatMap { Int($0) }, cure)
    XCTAssertEqual(try offsets("--boottime \(least)").status, 0)
    XCTAssertEqual(try offsets("--boottime \(least - 1000)").status, 1)
  }

  func testClocksNeedATimeNamespace() throws {
    for tool in ["ns-unshare", "unshare"] {
      XCTAssertEqual(try sh("\(tool) -Ur --boottime 5 true").status, 1, tool)
    }
  }
}
