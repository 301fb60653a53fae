import Foundation
import Isolation
import TestSupport
import XCTest

@testable import LabKit

/// From records to reports, and from many reports to one gradebook.
final class ReportTests: XCTestCase {
  private func records(_ run: String, student: String = "", boot: String = "b", by: Record.Actor = .learner)
    -> [Record]
  {
    let begin = Beginning(
      format: 1, version: "0.1.0", boot: boot, userNamespace: "user:[1]", mountNamespace: "mnt:[2]",
      kernel: "6.1", language: "en", student: student, shell: "/bin/sh")
    let check = RecordedCheck(claim: "c", observed: "o", source: "/proc/1")
    let events: [Event] = [
      .begin(begin), .step("set-inside"), .predicted("set-inside", choice: "both", isRight: false),
      .hint("set-inside", number: 1), .hint("set-inside", number: 2),
      .remark("set-inside", key: "set-outside"),
      .attempt("set-inside", unmet: ["x"]), .met("set-inside", checks: [check]),
      .observed("set-inside", choice: "inside-only"),
      .answered("set-inside", given: "=1+1", expected: "two"), .end,
    ]
    return events.enumerated().map {
      Record(time: 1_700_000_000 + $0.offset, run: run, lab: "mine", by: by, event: $0.element)
    }
  }

  private func lab() throws -> Lab {
    let place = try Scratch()
    let new = try XCTUnwrap(NewLab(id: "mine", number: 7, in: place.path))
    try new.write()
    return try Lab(folder: new.folder)
  }

  private func report(_ records: [Record], student: String? = nil, token: String = "t") throws -> Report {
    let hash = KeyedHash(key: token), lab = try lab()
    return Report(
      classroom: hash.hex("class"),
      rows: RunReport.all(in: records).flatMap { run in
        run.steps.map { ReportRow($0, of: run, in: lab, student: student, hash: hash) }
      })
  }

  func testAStepOfARun() throws {
    let row = try XCTUnwrap(report(records("r", student: "s")).rows.first)
    let columns = Dictionary(uniqueKeysWithValues: row.columns.map { ($0.name, $0.value) })
    for (name, value) in [
      ("student", "s"), ("of", "1"), ("outcome", "met"), ("attempts", "1"), ("hints", "2"),
      ("remarks", "set-outside"), ("predicted", "both"), ("right", "no"), ("observed", "inside-only"),
      ("given", "=1+1"), ("expected", "two"), ("began", "2023-11-14T22:13:21Z"), ("seconds", "6"),
      ("by", "learner"), ("run", "r"), ("kernel", "6.1"), ("version", "0.1.0"),
    ] { XCTAssertEqual(columns[name], value, name) }
    XCTAssertFalse(
      row.columns.contains { $0.value == "b" || $0.value.contains("mnt:[2]") }, "host facts are hashed")
    XCTAssertEqual(row.step.checks.count, 1)
    XCTAssertNotEqual(row.place, try report(records("r"), token: "u").rows.first?.place)
    XCTAssertEqual(row.place, try report(records("q")).rows.first?.place)
  }

  /// What was begun and not ended; a question; a second run.
  func testWhatIsNotOver() throws {
    let cut = Array(records("r").prefix(4))
    XCTAssertEqual(RunReport.all(in: cut).first?.steps.map(\.outcome), [.open])
    XCTAssertNil(RunReport.all(in: cut).first?.steps.first?.seconds)
    let question = RunReport.all(in: cut, questions: ["set-inside"])
    XCTAssertEqual(question.first?.steps.map(\.outcome), [.answered])
    XCTAssertEqual(RunReport.all(in: records("r") + records("q")).map(\.run), ["r", "q"])
    // Lines of a run whose beginning is lost are nobody's.
    XCTAssertEqual(RunReport.all(in: Array(records("r").dropFirst())), [])
  }

  func testAReportIsReadAsItWasWritten() throws {
    let place = try Scratch()
    let report = try report(records("r", student: "王 \"x\","))
    let read = try Report(file: place.file("a.json", report.json))
    XCTAssertEqual(read.rows, report.rows)
    XCTAssertEqual(read.classroom, report.classroom)
    for (text, word) in [
      ("", "no report"), ("{}", "no report"), ("{\"format\":2,\"class\":\"\",\"rows\":[]}", "format 1"),
      ("{\"format\":1,\"class\":\"\",\"rows\":[{}]}", "makes no sense"),
      (String(repeating: "[", count: 99_999), "no report"),
    ] {
      XCTAssertThrowsError(try Report(file: place.file("b.json", text))) {
        XCTAssertTrue((($0 as? FormatError)?.text(in: .english) ?? "").contains(word), "\($0)")
      }
    }
  }

  /// Commas, quotes and formulas of a student's do no harm to a teacher's spreadsheet.
  func testACellIsACell() throws {
    let csv = try report(records("r", student: "a,\"b\"")).csv
    let lines = csv.split(separator: "\r\n")
    XCTAssertEqual(lines.count, 2, csv)
    XCTAssertTrue(lines[0].hasPrefix("student,lab,step,of,outcome,"), csv)
    XCTAssertTrue(lines[1].hasPrefix("\"a,\"\"b\"\"\",mine,set-inside,1,met,"), csv)
    XCTAssertTrue(csv.contains(",'=1+1,"), csv)
    XCTAssertEqual(lines[0].split(separator: ",").count, try report(records("r")).rows.first?.columns.count)
  }

  func testAGradebook() throws {
    let a = try report(records("r1", boot: "b1") + records("r2", boot: "b1"), student: "ann")
    let b = try report(records("r3", boot: "b2"), student: "bob")
    let copied = try report(records("r1", boot: "b1"), student: "eve")
    let neighbour = try report(records("r4", boot: "b2"), student: "ned")
    let stranger = try report(records("r5", boot: "b5"), student: "zoe", token: "another")
    let book = Gradebook([a, a, b, copied, neighbour, stranger])
    let flags = Dictionary(uniqueKeysWithValues: book.lines.map { ($0.student, $0.flags) })
    XCTAssertEqual(flags["ann"], ["same-run-as:eve", "same-place-as:eve"])
    XCTAssertEqual(flags["eve"], ["same-run-as:ann", "same-place-as:ann"])
    XCTAssertEqual(flags["bob"], ["same-place-as:ned"])
    XCTAssertEqual(flags["zoe"], ["other-class"])
    let ann = try XCTUnwrap(book.lines.first)
    XCTAssertEqual(
      [ann.done, ann.of, ann.predictions, ann.right, ann.hints, ann.seconds], [1, 1, 1, 0, 4, 12])
    XCTAssertTrue(
      book.csv.contains("ann,mine,learner,1,1,0,1,2,4,12,2023-11-14T22:13:21Z,2023-11-14T22:13:27Z,0.1.0,"))
    XCTAssertNotNil(Json(book.json.dropLast()))
    XCTAssertEqual(Gradebook([try report(records("r", by: .demo))]).lines.map(\.by), [.demo])
  }

  /// What the host cannot show is not asked for, unless another could.
  func testAStepThatTheHostCannotShow() throws {
    let whole = records("r1")
    let cut = [
      whole[0].of("r2"), Record(time: 1, run: "r2", lab: "mine", by: .learner, event: .blocked("set-inside")),
    ]
    let report = try report(cut, student: "ann")
    XCTAssertEqual(report.rows.map(\.step.outcome), [.blocked])
    XCTAssertEqual(Gradebook([report]).lines.map { [$0.done, $0.of] }, [[0, 0]])
    let both = try self.report(cut + whole, student: "ann")
    XCTAssertEqual(Gradebook([both]).lines.map { [$0.done, $0.of] }, [[1, 1]])
  }

  func testTimes() {
    for (seconds, text) in [
      (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"),
      (951_782_400, "2000-02-29T00:00:00Z"),
      (1_709_251_199, "2024-02-29T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
      (-1, "1969-12-31T23:59:59Z"),
    ] { XCTAssertEqual(seconds.asTime, text) }
  }

  /// The same student draws the same again, and no two the same.
  func testDrawsOfAClass() throws {
    let lab = try lab(), draw = try XCTUnwrap(lab.draws.first)
    func value(_ token: String, _ student: String) -> String {
      draw.value(of: ClassMember(token: token, student: student), in: lab.id)
    }
    XCTAssertEqual(value("t", "ann"), value("t", "ann"))
    XCTAssertEqual(Set((0..<30).map { value("t", "s\($0)") } + [value("u", "s0")]).count, 31)
    XCTAssertNotEqual(
      ClassMember(token: "t", student: "a").bytes("l", "x"),
      ClassMember(token: "t", student: "a").bytes("l", "y"))
    XCTAssertEqual(ClassMember(token: "t", student: "a").bytes("l", "x").count, 32)
  }

  func testARecording() throws {
    let place = try Scratch()
    let path = place.path + "/x.cast"
    let cast = try Asciicast(path, columns: 80, rows: 24, title: "L1 \"x\"", time: 5, now: 1000)
    cast.output("a\n", now: 1001)
    cast.output([0xE4, 0xBD], now: 1500)
    cast.output([0xA0, 0x1B, 0xFF], now: 3007)
    cast.marker("1/2 one", now: 3010)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    let head = try XCTUnwrap(Json(lines[0]))
    XCTAssertEqual(
      [head["version"]?.int, head["width"]?.int, head["height"]?.int, head["timestamp"]?.int], [2, 80, 24, 5])
    XCTAssertEqual(head["title"]?.text, "L1 \"x\"")
    XCTAssertEqual(
      Array(lines.dropFirst()),
      ["[0.001,\"o\",\"a\\r\\n\"]", "[2.007,\"o\",\"你\\u001b\u{FFFD}\"]", "[2.010,\"m\",\"1/2 one\"]"])
    XCTAssertThrowsError(try Asciicast(place.path + "/no/x", columns: 80, rows: 24, title: ""))
  }
}

extension Record {
  fileprivate func of(_ run: String) -> Record {
    Record(time: time, run: run, lab: lab, by: by, event: event)
  }
}
