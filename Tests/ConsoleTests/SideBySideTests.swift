import Foundation
import XCTest

@testable import Console

final class SideBySideTests: XCTestCase {
  private func page(_ rows: (inout SideBySide) -> Void, left: String = "1 a", right: String = "2 b")
    -> [String]
  {
    var page = SideBySide(left, right, labels: ["  host name"], width: 60, on: Terminal(descriptor: 99))
    rows(&page)
    return page.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  func testTheColumnsStandBelowTheirHeads() {
    let lines = page { $0.row(.different, "uts", ["office"], ["laptop"]) }
    XCTAssertEqual(lines[0].firstRange(of: "1 a")?.lowerBound, lines[1].firstRange(of: "office")?.lowerBound)
    XCTAssertEqual(lines[0].firstRange(of: "2 b")?.lowerBound, lines[1].firstRange(of: "laptop")?.lowerBound)
    XCTAssertTrue(lines[1].hasPrefix("!= uts "))
  }

  func testChineseKeepsTheColumns() {
    let lines = page {
      $0.row(.same, "主机名", ["办公室"], ["x"])
      $0.row(.same, "abc", ["abcdef"], ["x"])
    }
    func column(_ line: String) -> Int { String(line.dropLast()).displayWidth }
    XCTAssertEqual(column(lines[1]), column(lines[2]))
  }

  func testWhatIsTooWideIsWrappedWithinItsColumn() {
    let path = "/a/" + String(repeating: "long", count: 20)
    let lines = page {
      $0.row(.different, "x", [path, "short"], ["命名空间" + String(repeating: "很长", count: 20)])
    }
    for line in lines { XCTAssertLessThanOrEqual(line.displayWidth, 60, line) }
    // Nothing of it is lost.
    let start = lines[0].displayWidth - 3
    let left = lines.dropFirst().map { $0.prefix(columns: start) }.joined()
      .replacingOccurrences(of: " ", with: "")
    XCTAssertEqual(left, "!=x" + path + "short")
    XCTAssertEqual(lines.joined().filter { $0 == "长" }.count, 20)
  }

  func testWrapping() {
    XCTAssertEqual("".wrapped(to: 5), [""])
    XCTAssertEqual("abcde".wrapped(to: 5), ["abcde"])
    XCTAssertEqual("abcdef".wrapped(to: 5), ["abcde", "f"])
    XCTAssertEqual("one two three".wrapped(to: 9), ["one two", "three"])
    XCTAssertEqual("one two three".wrapped(to: 9, indent: 2), ["one two", "  three"])
    XCTAssertEqual("abcde fgh".wrapped(to: 5), ["abcde", "fgh"])
    XCTAssertEqual("挂载命名空间".wrapped(to: 5), ["挂载", "命名", "空间"])
    XCTAssertEqual("a bbbbbbbbb".wrapped(to: 6), ["a bbbb", "bbbbb"], "a short word is no reason to break")
  }

  func testNothingCanWriteToTheTerminal() {
    let lines = page({ $0.row(.same, "x", ["a\u{1b}[31mb"], ["c\nd"]) }, left: "1 \u{1b}]0;x\u{7}")
    XCTAssertEqual(lines.count, 2)
    XCTAssertFalse(lines.joined().contains("\u{1b}"), "\(lines)")
    XCTAssertTrue(lines[1].contains("a\\x1b[31mb") && lines[1].contains("c\\x0ad"), lines[1])
  }

  func testRemarksAreWrapped() {
    let lines = page { $0.remark(Array(repeating: "word", count: 40).joined(separator: " ")) }
    for line in lines { XCTAssertLessThanOrEqual(line.displayWidth, 60) }
    XCTAssertEqual(lines.joined().components(separatedBy: "word").count, 41)
  }
}

extension String {
  /// As many characters as fit into so many columns.
  fileprivate func prefix(columns: Int) -> String {
    var width = 0
    return String(
      prefix {
        width += $0.displayWidth; return width <= columns
      })
  }
}
