import TestSupport
import XCTest

@testable import LabKit

/// What is written down of a run can be read again, whatever it holds.
final class RecordTests: XCTestCase {
  private let events: [Event] = [
    .begin(
      Beginning(
        format: 1, version: "0.1.0", boot: "b", userNamespace: "user:[1]", mountNamespace: "mnt:[2]",
        kernel: "6.1", language: "zh", student: "王 \"小\\明\"", shell: "/bin/fish")),
    .step("one"), .predicted("one", choice: nil, isRight: false),
    .predicted("one", choice: "two", isRight: true), .notAsked("one"), .hint("one", number: 2),
    .remark("one", key: "not-forked"), .attempt("one", unmet: ["a", "b\nc"]),
    .met("one", checks: [RecordedCheck(claim: "a\tb", observed: "\u{1}\u{7F}", source: "/proc/1")]),
    .observed("one", choice: "two"), .answered("one", given: "3", expected: "4"),
    .answered("one", given: "", expected: nil), .left("one"), .end,
  ]

  func testEveryEventIsReadAsItWasWritten() {
    for event in events {
      let record = Record(time: 1_700_000_000, run: "r", lab: "l", by: .learner, event: event)
      XCTAssertFalse(record.line.contains("\n"), record.line)
      XCTAssertEqual(Record(line: record.line), record)
    }
  }

  func testATornLineAndAStrangerAreSkipped() {
    let lines = events.map { Record(time: 1, run: "r", lab: "l", by: .test, event: $0).line }
    let stranger = #"{"time":1,"run":"r","lab":"l","by":"test","event":"later"}"#
    let text = (lines + [stranger]).joined(separator: "\n") + "\n" + lines[0].dropLast(5)
    XCTAssertEqual(RecordFile.records(from: text).map(\.event), events)
  }

  func testWhatIsNoJsonIsNil() {
    for text in [
      "", "{", "[1,]", "{\"a\"}", "\"\u{1}\"", "tru", "1 2", "\"\\ud800\"", "{\"a\":1,}", "-", "--1",
      String(repeating: "[", count: 100_000),
    ] {
      XCTAssertNil(Json(text), text)
    }
    XCTAssertEqual(Json(#" {"a" : [1, -2, "é\ud83d\ude00\/"], "b":null} "#)?["a"]?.list?[2].text, "é😀/")
  }
}
