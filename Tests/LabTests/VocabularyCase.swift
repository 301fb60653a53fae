import Foundation
import TestSupport
import XCTest

/// Small labs that a test writes, performed on the real kernel.
class VocabularyCase: LabCase {
  static let head = """
    format: 1
    id: small
    number: 1
    claims: [a.b]
    minutes: 1

    """

  /// Performs a lab without its first lines.
  func perform(_ text: String, patience: Int = 10_000) throws -> Ran {
    let labs = try Scratch()
    try FileManager.default.createDirectory(atPath: labs.path + "/small", withIntermediateDirectories: true)
    try labs.file("small/lab.yaml", Self.head + text)
    return try lab("test", "small", "--labs", labs.path, "--patience", "\(patience)")
  }

  /// It keeps its word.
  func holds(_ text: String, file: StaticString = #filePath, line: UInt = #line) throws {
    let ran = try perform(text)
    XCTAssertTrue(
      ran.output.contains("1 passed, 0 failed, 0 skipped"), ran.output + ran.error, file: file, line: line)
  }

  /// With other commands in place of these, all these claims are unmet, or broken.
  func fails(
    _ text: String, with changes: KeyValuePairs<String, String>, saying claims: [String],
    file: StaticString = #filePath, line: UInt = #line
  ) throws {
    // Each wrong turn costs a wait, and the kernel has no part in telling that it is one.
    if isPlayground { return print("(wrong turns are tried on the host)") }
    var wrong = text
    for (old, new) in changes {
      XCTAssertTrue(wrong.contains(old), "\(old) is not in the lab", file: file, line: line)
      wrong = wrong.replacingOccurrences(of: old, with: new)
    }
    let ran = try perform(wrong, patience: 700)
    XCTAssertTrue(ran.output.contains("0 passed, 1 failed"), ran.output + ran.error, file: file, line: line)
    let lines = ran.output.split(separator: "\n")
    for claim in claims {
      XCTAssertTrue(
        lines.contains { $0.contains("\"\(claim)") && $0.contains("is not met after the commands") },
        "\(claim) is not among\n\(ran.output)", file: file, line: line)
    }
  }

  func needs(_ programs: String...) throws {
    for name in programs where program(name) == nil { throw XCTSkip("there is no program \"\(name)\" here") }
  }

  /// Two or three of these are enough where the machine is thirty times slower.
  func onTheHostOnly() throws {
    if isPlayground { throw XCTSkip("the vocabulary is tried on the host; here a few labs stand for all") }
  }
}
