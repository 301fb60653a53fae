import Isolation
import XCTest

@testable import Console

final class FilterTests: XCTestCase {
  private let row: [String: Cell] = [
    "N": Cell(10), "ZERO": Cell(0), "USER": Cell("root"), "CMD": Cell("a \"b\" c"), "NONE": .none,
    "LIST": .list(["/a", "/b"]), "GAP": .none,
  ]

  private func filter(_ text: String) throws -> Filter {
    try Filter(
      text, columns: ["N", "ZERO", "USER", "CMD", "NONE", "LIST", "GAP"], numbers: ["N", "ZERO", "GAP"])
  }

  private func check(_ expected: Bool, _ texts: [String], line: UInt = #line) throws {
    for text in texts {
      let accepts = try filter(text).accepts { row[$0] ?? .none }
      XCTAssertEqual(accepts, expected, text, line: line)
    }
  }

  func testComparisons() throws {
    try check(
      true,
      [
        "N == 10", "N != 9", "N < 11", "N > 9", "N <= 10", "N >= 10", "N eq 10", "N LT 11", "n == \"10\"",
        "USER == \"root\"", "USER == root", "USER != 'x'", "USER > \"roo\"", "USER =~ \"^r.*t$\"",
        "USER !~ \"^o\"", "CMD == \"a \\\"b\\\" c\"", "CMD =~ '\"b\"'", "LIST == \"/a,/b\"", "N =~ '^1'",
        "NONE == \"\"", "GAP != 5", "N==10&&USER==root", "USER =~ '(ro|x){2}|root'",
      ])
    try check(
      false,
      [
        // As numbers, 9 is less than 10; as words it would be more.
        "N < 9", "N == 1", "USER == \"Root\"", "USER < \"a\"", "USER =~ \"^o\"", "GAP < 5", "GAP >= 0",
        "GAP == 0", "NONE == x",
      ])
  }

  func testWordsAndParentheses() throws {
    try check(
      true,
      [
        "USER", "N", "LIST", "not ZERO", "!NONE", "N == 10 or ZERO and ZERO", "N and not ZERO",
        "!(N == 9) && USER", "(N == 9 || N == 10) and USER == root", "not not N", "NOT ZERO AND N",
        "!ZERO&&N",
        "! N == 9",
      ])
    try check(false, ["ZERO", "NONE", "(N == 10 or ZERO) and ZERO", "not (N or ZERO)", "N == 10 && !USER"])
  }

  func testWhatMakesNoSense() {
    for (text, words) in [
      ("", "a column is missing"), ("N ==", "a value for N is missing"), ("N == x", "is a number"),
      ("(N", ") is missing"), ("N)", ") is unexpected"), ("FOO == 1", "no column FOO"),
      ("N 10", "10 is unexpected"),
      ("USER == \"a", "does not end"), ("N == 10 and", "a column is missing"), ("N % 2", "% is unexpected"),
      ("USER =~ \"(\"", "no regular expression"), ("\"a\" == USER", "a column is missing"),
      ("N = 1", "= is unexpected"),
      ("N < -1", "is a number"),
    ] {
      XCTAssertThrowsError(try filter(text), text) {
        let said = ($0 as? Refusal)?.text.in(.english) ?? ""
        XCTAssertTrue(said.contains(words), "\(text): \(said)")
      }
    }
  }

  func testItKnowsItsColumns() throws {
    XCTAssertEqual(try filter("n == 1 or not (USER and cmd =~ 'x')").columns, ["N", "USER", "CMD"])
  }
}

/// Numbers as people write them, compared with measurements.
final class FilterNumberTests: XCTestCase {
  private func accepts(_ text: String, _ cell: Cell) throws -> Bool {
    try Filter(text, columns: ["X"], numbers: ["X"]).accepts { _ in cell }
  }

  func testUnitsAndFractions() throws {
    XCTAssertTrue(try accepts("X > 0.5", .real(0.6)))
    XCTAssertFalse(try accepts("X > 0.5", .real(0.5)))
    XCTAssertTrue(try accepts("X >= 64M", .number(64 << 20)))
    XCTAssertFalse(try accepts("X > 64M", .number(64 << 20)))
    XCTAssertTrue(try accepts("X == 1.5K", .number(1536)))
    XCTAssertTrue(try accepts("X == max and X > 1T", .real(.infinity)))
    XCTAssertTrue(try accepts("X < max", .real(1e12)))
    XCTAssertFalse(try accepts("X > 0", .none))
    XCTAssertFalse(try accepts("X", .real(0)))
    XCTAssertTrue(try accepts("X", .real(0.1)))
    // Exactly, beyond what a fraction can tell apart.
    XCTAssertFalse(try accepts("X == 9007199254740993", .number(9_007_199_254_740_992)))
    for text in ["X > K", "X > 1.2.3", "X > 5X", "X > -1", "X > nan", "X > 0x10"] {
      XCTAssertThrowsError(try accepts(text, .number(1)), text)
    }
  }
}
