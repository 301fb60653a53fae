import Foundation
import TestSupport
import XCTest

/// The pages as groff(1) shows them: a warning of it is a failure.
final class ManPageTests: ToolCase {
  private func page(_ tool: String, _ form: String) throws -> String {
    guard program("groff") != nil else { throw XCTSkip("needs groff: Debian package groff-base") }
    let ran = try sh(
      "\(tool) --generate \(form) | LC_ALL=C.UTF-8 groff -K utf8 -man -Tutf8 -ww -P -cbou")
    XCTAssertEqual(ran.status, 0, ran.error)
    XCTAssertEqual(ran.error, "", "\(tool) \(form)")
    return ran.output
  }

  func testTheEnglishPages() throws {
    for tool in Self.tools {
      let text = try page(tool, "man")
      let sections = text.split(separator: "\n").filter { $0.first?.isLetter == true }.dropFirst().dropLast()
      XCTAssertEqual(
        sections.map(String.init),
        ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"], tool)
      // Every option that the help knows, with hyphens that can be pasted.
      let options = try sh("\(tool) --help").output.matches(of: /--[a-z][a-z-]+/).map { String($0.output) }
      XCTAssertGreaterThan(options.count, 4)
      for option in options { XCTAssertTrue(text.contains(option), "\(tool) \(option)") }
    }
  }

  func testTheChinesePages() throws {
    for tool in Self.tools {
      let text = try page(tool, "man-zh")
      for section in ["名称", "概要", "描述", "选项", "退出状态", "示例", "参见"] {
        XCTAssertTrue(text.split(separator: "\n").contains(Substring(section)), "\(tool) \(section)\n\(text)")
      }
    }
  }

  /// The tools with one option table.
  static let tools = ["ns-unshare", "ns-enter", "ns-list", "ns-compare"]
}
