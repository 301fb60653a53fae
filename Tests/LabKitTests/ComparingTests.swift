import Isolation
import TestSupport
import XCTest

@testable import LabKit

/// A subject that reads whatever a test wants.
private struct Fixed: Subject {
  let reading: LabKit.Reading
  var elsewhere: LabKit.Reading?
  var label: Text { Text(en: "it", zh: "它") }
  func read(_ look: Look) -> LabKit.Reading { reading }
  func moved(to place: String) -> (any Subject)? { elsewhere.map { Fixed(reading: $0) } }
}

final class ComparingTests: XCTestCase {
  private func verdict(
    _ value: String, _ comparison: Comparison, baseline: String? = nil, elsewhere: String? = nil
  ) throws -> Verdict {
    let there = elsewhere.map { Reading.value($0, source: "there") }
    let subject = Fixed(reading: .value(value, source: "here"), elsewhere: there)
    return Comparing(subject: subject, comparison: comparison).verdict(try look(), baseline: baseline)
  }

  private func look() throws -> Look {
    Look(
      table: ProcessTable([]), members: [], outside: ProcessReference(pid: 0, started: 0),
      outsideNamespaces: [:], draws: ["name": "fox"], bindings: [:])
  }

  func testEveryComparisonHoldsAndDoesNot() throws {
    XCTAssertTrue(try verdict("fox", .equal("${name}")).isMet)
    XCTAssertFalse(try verdict("dog", .equal("${name}")).isMet)
    XCTAssertTrue(try verdict("dog", .notEqual("${name}")).isMet)
    XCTAssertFalse(try verdict("fox", .notEqual("${name}")).isMet)
    XCTAssertTrue(try verdict("3", .atLeast(3)).isMet)
    XCTAssertFalse(try verdict("2", .atLeast(3)).isMet)
    XCTAssertFalse(try verdict("many", .atLeast(3)).isMet)
    XCTAssertTrue(try verdict("3", .atMost(3)).isMet)
    XCTAssertFalse(try verdict("4", .atMost(3)).isMet)
    XCTAssertTrue(try verdict("a", .asAtActivation, baseline: "a").isMet)
    XCTAssertFalse(try verdict("b", .asAtActivation, baseline: "a").isMet)
    XCTAssertTrue(try verdict("b", .changed, baseline: "a").isMet)
    XCTAssertFalse(try verdict("a", .changed, baseline: "a").isMet)
    XCTAssertTrue(try verdict("sleep 1001", .matches("^sleep [0-9]+$")).isMet)
    XCTAssertTrue(try verdict("a sleep", .matches("sle{2}p|x")).isMet)
    XCTAssertFalse(try verdict("sleep", .matches("^sleep .")).isMet)
    XCTAssertTrue(try verdict("a", .equalIn("x"), elsewhere: "a").isMet)
    XCTAssertFalse(try verdict("b", .equalIn("x"), elsewhere: "a").isMet)
    XCTAssertTrue(try verdict("b", .notEqualIn("x"), elsewhere: "a").isMet)
    XCTAssertFalse(try verdict("a", .notEqualIn("x"), elsewhere: "a").isMet)
  }

  /// What is not known is unlike nothing, either.
  func testAnUnknownNameIsMetByNothing() throws {
    XCTAssertFalse(try verdict("fox", .equal("${other}")).isMet)
    XCTAssertFalse(try verdict("fox", .notEqual("${other}")).isMet)
  }

  /// What could not be read is neither right nor wrong.
  func testCannotTellIsNoNo() throws {
    let hidden = Text(en: "not readable", zh: "无法读取")
    let comparing = Comparing(subject: Fixed(reading: .cannotTell(hidden)), comparison: .equal("x"))
    XCTAssertEqual(comparing.verdict(try look(), baseline: nil), .cannotTell(hidden))
    guard case .cannotTell = try verdict("a", .asAtActivation) else {
      return XCTFail("no baseline, no verdict")
    }
    guard case .cannotTell = try verdict("a", .changed) else {
      return XCTFail("no baseline, no change")
    }
    guard case .cannotTell = try verdict("a", .equalIn("x")) else {
      return XCTFail("nothing to compare with")
    }
  }
}
