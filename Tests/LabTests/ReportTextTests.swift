import Foundation
import TestSupport
import XCTest

/// What `lab report` says of runs to the one who reads it.
final class ReportTextTests: LabCase {
  private func begin(_ run: String, _ student: String, at time: Int, by: String = "learner") -> String {
    let head = #"{"time":\#(time),"run":"\#(run)","lab":"uts-hostname","by":"\#(by)","#
    return head + #""event":"begin","student":"\#(student)"}"# + "\n"
      + head + #""event":"step","step":"own-name"}"# + "\n"
  }

  /// Whose it is and when it was, in the language of the reader.
  func testEachRunHasItsStudentAndItsDate() throws {
    if isPlayground { throw XCTSkip("a report is no matter of the kernel") }
    _ = environment
    let folder = stateHome + "/container-anatomy/records"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let runs =
      begin("r", "ann", at: 1_700_000_000) + begin("q", "", at: 1_700_086_400)
      + begin("d", "tom", at: 1_700_086_400, by: "demo")
    try runs.write(toFile: folder + "/uts-hostname.jsonl", atomically: true, encoding: .utf8)
    for (language, named, nameless) in [
      ("en", "uts-hostname, done by ann, 2023-11-14 22:13 UTC", "uts-hostname, 2023-11-15 22:13 UTC"),
      ("zh", "uts-hostname，学生 ann，2023-11-14 22:13 UTC", "uts-hostname，2023-11-15 22:13 UTC"),
    ] {
      let ran = try lab("report", "uts-hostname", "--language", language)
      XCTAssertEqual(ran.status, 0, ran.error)
      XCTAssertTrue(ran.output.contains("-- " + named) && ran.output.contains("-- " + nameless), ran.output)
    }
    let all = try lab("report", "uts-hostname", "--all", "--language", "en")
    XCTAssertTrue(all.output.contains("-- uts-hostname, a demonstration, 2023-11-15 22:13 UTC"), all.output)
    let named = try lab("report", "uts-hostname", "--student", "bob", "--language", "en")
    XCTAssertEqual(named.output.components(separatedBy: "done by bob").count, 3, named.output)
  }
}
