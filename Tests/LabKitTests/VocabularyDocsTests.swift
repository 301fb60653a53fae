import Foundation
import Isolation
import TestSupport
import XCTest

@testable import LabKit

/// What docs/ says of the vocabulary is so.
final class VocabularyDocsTests: XCTestCase {
  private func lines(_ file: String) throws -> [String] {
    try String(contentsOfFile: packageRoot + "/docs/" + file, encoding: .utf8)
      .components(separatedBy: "\n")
  }

  /// The words in backquotes of all headings of the third level.
  private func headings(_ lines: some Sequence<String>) -> Set<String> {
    Set(
      lines.filter { $0.hasPrefix("### ") }.flatMap { $0.components(separatedBy: "`") }.filter {
        !$0.isEmpty && !$0.contains(" ")
      })
  }

  /// The texts in fences of that language.
  private func blocks(_ language: String, _ lines: [String]) -> [String] {
    var all: [String] = [], open: [String]?
    for line in lines {
      if line == "```", let block = open {
        all.append(block.joined(separator: "\n") + "\n")
        open = nil
      } else if line == "```" + language {
        open = []
      } else {
        open?.append(line)
      }
    }
    return all
  }

  func testEveryWordHasItsHeading() throws {
    let lines = try lines("predicates.md")
    let start = try XCTUnwrap(lines.firstIndex(of: "## Names and the kernel"))
    let predicates = headings(lines[start...])
    XCTAssertEqual(Set(Vocabulary.subjects.keys).subtracting(predicates), [], "not in docs/predicates.md")
    XCTAssertEqual(predicates.subtracting(Vocabulary.subjects.keys), [], "no predicates")
    XCTAssertEqual(headings(lines[..<start]), ["namespace", "process", "mount", "cgroup"])
  }

  /// And the block below a heading shows the word.
  func testEveryWordHasAnExampleThatParses() throws {
    var shown: Set<String> = [], count = 0
    for block in blocks("yaml", try lines("predicates.md")) {
      for line in block.split(separator: "\n").map(String.init) {
        XCTAssertNoThrow(try SmallLab.lab(check: line), line)
        count += 1
        shown.formUnion(Vocabulary.subjects.keys.filter { line.contains("{\($0): ") })
      }
    }
    XCTAssertGreaterThan(count, 70)
    XCTAssertEqual(Set(Vocabulary.subjects.keys).subtracting(shown), [], "no example")
  }

  func testTheLabOfTheAuthorsGuideIsWhole() throws {
    let lines = try lines("authoring.md")
    let folder = try Scratch()
    try folder.file("lab.yaml", try XCTUnwrap(blocks("yaml", lines).first))
    let guides = blocks("markdown", lines)
    XCTAssertEqual(guides.count, 2)
    try folder.file("guide.en.md", guides[0])
    try folder.file("guide.zh.md", guides[1])
    XCTAssertEqual(try Lab(folder: folder.path).problems().map { $0.text(in: .english) }, [])
  }

  /// The other pieces there are labs without their first lines.
  func testThePiecesOfTheAuthorsGuideParse() throws {
    let pieces = blocks("yaml", try lines("authoring.md")).dropFirst()
    XCTAssertGreaterThan(pieces.count, 5)
    for piece in pieces { XCTAssertNoThrow(try SmallLab.lab(SmallLab.head + piece), piece) }
  }
}
