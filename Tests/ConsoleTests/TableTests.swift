import Isolation
import XCTest

@testable import Console

final class TableTests: XCTestCase {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
  private let columns = [Column("N", isRight: true), Column("NAME", canShrink: true), Column("X")]

  func testColumnsAreAligned() {
    let table = Table(columns, [Row([Cell(1), Cell("命名"), Cell("a")]), Row([Cell(123), Cell("b"), .none])])
    XCTAssertEqual(text(table.plain()), "  N NAME X\n  1 命名 a\n123 b    \n")
  }

  func testATree() {
    let leaf = { (name: String) in Row([Cell(name), Cell("v")]) }
    let rows = [
      Row(
        [Cell("a"), Cell("v")], children: [Row([Cell("b"), Cell("v")], children: [leaf("c")]), leaf("d")]),
      leaf("e"),
    ]
    var table = Table([Column("T"), Column("V")], rows, tree: 0)
    XCTAssertEqual(
      text(table.plain()), "T     V\na     v\n├─b   v\n│ └─c v\n└─d   v\ne     v\n")
    table.hasHeadings = false
    XCTAssertEqual(text(table.raw()), "a v\nb v\nc v\nd v\ne v\n")
    XCTAssertEqual(
      table.json("all"),
      .object([
        .init(
          "all",
          .array([
            .object([
              .init("t", .string("a")), .init("v", .string("v")),
              .init(
                "children",
                .array([
                  .object([
                    .init("t", .string("b")), .init("v", .string("v")),
                    .init(
                      "children",
                      .array([.object([.init("t", .string("c")), .init("v", .string("v"))])])),
                  ]), .object([.init("t", .string("d")), .init("v", .string("v"))]),
                ])),
            ]), .object([.init("t", .string("e")), .init("v", .string("v"))]),
          ]))
      ]))
  }

  func testListsHaveALineEach() {
    let rows = [
      Row(
        [Cell("a"), .list(["x", "y"])],
        children: [Row([Cell("b"), .list(["z", "w"])]), Row([Cell("c"), .none])])
    ]
    var table = Table([Column("T"), Column("L")], rows, tree: 0)
    XCTAssertEqual(text(table.plain()), "T   L\na   x\n│   y\n├─b z\n│   w\n└─c \n")
    table.hasLists = false
    XCTAssertEqual(text(table.plain()), "T   L\na   x,y\n├─b z,w\n└─c \n")
    XCTAssertEqual(text(table.raw()), "T L\na x,y\nb z,w\nc \n")
    XCTAssertEqual(rows[0].cells[1].json, .string("x\ny"))
    XCTAssertEqual(Cell.list([]).json, .null)
  }

  func testWhatGivesWay() {
    let rows = [Row([Cell(1), Cell("命名空间 abcdef"), Cell("end")])]
    let table = Table(columns, rows)
    XCTAssertEqual(text(table.plain(width: 13)), "N NAME    X\n1 命名空  end\n")
    // Not below the width of its heading.
    XCTAssertEqual(text(table.plain(width: 3)), "N NAME X\n1 命名 end\n")
    XCTAssertEqual(text(table.plain(width: 99)), text(table.plain()))
    // The wider of two gives first.
    let two = Table(
      [Column("A", canShrink: true), Column("B", canShrink: true)], [Row([Cell("aaaa"), Cell("bbbbbbbb")])])
    XCTAssertEqual(text(two.plain(width: 9)), "A    B\naaaa bbbb\n")
    XCTAssertEqual(text(two.plain(width: 5)).split(separator: "\n").last, "aa bb")
  }

  func testWhatIsNotToBeSeenIsEscaped() {
    let bytes: [UInt8] = [0x61, 0x20, 0x0A, 0xFF, 0xC3, 0xA9, 0x5C, 0x1B, 0xE2, 0x80, 0xAE, 0xC3]
    let table = Table([Column("C")], [Row([.text(CString(bytes: bytes))])])
    XCTAssertEqual(text(table.plain()), "C\na \\x0a\\xffé\\\\x1b\\xe2\\x80\\xae\\xc3\n")
    XCTAssertEqual(text(table.raw()), "C\na\\x20\\x0a\\xffé\\x5c\\x1b\\xe2\\x80\\xae\\xc3\n")
    // Four bytes, two columns: what follows stands in its place.
    let wide = Table(
      [Column("C"), Column("D")], [Row([Cell("😀"), Cell("x")]), Row([Cell("ab"), Cell("y")])])
    XCTAssertEqual(text(wide.plain()), "C  D\n😀 x\nab y\n")
  }

  func testJSONIsReadBackAsItWas() throws {
    let odd = "\"\\/\n\r\t\u{0}\u{1}\u{1f}\u{7f}é😀\u{2028}"
    let value = JSON.object([
      .init(odd, .string(odd)), .init("n", .number(UInt64.max)), .init("e", .array([])),
      .init("o", .object([])),
      .init("l", .array([.null, .bool(true), .bool(false)])),
    ])
    let read = try JSONSerialization.jsonObject(with: Data(value.text)) as? [String: Any]
    XCTAssertEqual(read?[odd] as? String, odd)
    XCTAssertEqual(read?["n"] as? UInt64, UInt64.max)
    XCTAssertEqual((read?["e"] as? [Any])?.count, 0)
    XCTAssertEqual((read?["o"] as? [String: Any])?.count, 0)
    let list = read?["l"] as? [Any]
    XCTAssertTrue(list?[0] is NSNull)
    XCTAssertEqual(list?[1] as? Bool, true)
  }

  func testBytesThatAreNoTextAreReplacedInJSON() throws {
    let table = Table([Column("C")], [Row([.text(CString(bytes: [0x61, 0xFF]))]), Row([.none])])
    let read =
      try JSONSerialization.jsonObject(with: Data(table.json("r").text)) as? [String: [[String: Any]]]
    XCTAssertEqual(read?["r"]?[0]["c"] as? String, "a\u{FFFD}")
    XCTAssertTrue(read?["r"]?[1]["c"] is NSNull)
  }
}
