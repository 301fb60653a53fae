import Isolation
import TestSupport
import XCTest

@testable import LabKit

final class FormatTests: XCTestCase {
  private let head = """
    format: 1
    id: x
    number: 1
    claims: [a.b]
    minutes: 1
    draw:
      name: {word: 5}
    steps:
      - id: one

    """

  private func lab(_ step: String) throws -> Lab {
    let folder = try Scratch()
    try folder.file("lab.yaml", head + step)
    return try Lab(folder: folder.path)
  }

  private func refusal(_ step: String) -> FormatError? {
    do {
      _ = try lab(step)
      return nil
    } catch {
      return error as? FormatError
    }
  }

  func testAWholeStepIsRead() throws {
    let step = try XCTUnwrap(
      lab(
        """
            run:
              - {shell: outside, type: unshare -u sh, opens: inside}
              - {shell: inside, type: ls nothing, looks: true, fails: ENOENT}
              - {shell: inside, type: exit 3, looks: true, fails: 3}
            checks:
              - let: inner
                be: {namespace: uts, held-by: session, not: [outside]}
              - expect: {hostname: '${name}', in: inner}
                seen-first: {hostname: {equal-in: outside}, in: inner}
              - keep: {hostname: as-at-activation, in: outside}
                broken: other
        """
      ).steps.first)
    XCTAssertEqual(step.commands.map(\.opens), ["inside", nil, nil])
    XCTAssertEqual(step.commands.map(\.fails), [nil, .errno(.noEntry), .status(3)])
    XCTAssertEqual(step.lets.map(\.name), ["inner"])
    XCTAssertEqual(step.expects.map(\.comparing.comparison), [.equal("${name}")])
    XCTAssertEqual(step.expects.first?.seenFirst?.comparison, .equalIn("outside"))
    XCTAssertEqual(step.keeps.map(\.broken), ["other"])
    XCTAssertEqual(step.keeps.map(\.comparing.comparison), [.asAtActivation])
  }

  func testMistakesOfAnAuthorAreFoundWhereTheyAre() {
    let cases: [(String, Int, String)] = [
      ("    checks:\n      - expect: {hostname: x, in: nowhere}\n", 11, "nowhere"),
      ("    checks:\n      - expect: {hostname: x, of: outside}\n", 11, "\"in\" is missing"),
      (
        "    checks:\n      - expect: {hostname: x, in: outside, at: 3}\n", 11,
        "unknown field \"at\" (known here: hostname, "
      ),
      (
        "    checks:\n      - let: outside\n        be: {namespace: uts, held-by: session}\n", 11,
        "bound already"
      ),
      ("    checks:\n      - let: a\n        be: {namespace: utz, held-by: session}\n", 12, "utz"),
      ("    run:\n      - {shell: inside, type: x}\n", 11, "no shell is called \"inside\""),
      ("    run:\n      - {shell: outside, type: x, fails: ENOSUCH}\n", 11, "ENOENT"),
      ("    predict: {choices: [a, b], answer: c}\n", 10, "none of the choices"),
      ("    predict: {choices: [a, b], answer: a}\n", 9, "nothing ends this step"),
      ("    observe: {choices: predict}\n", 10, "needs a prediction"),
    ]
    for (step, line, word) in cases {
      let refused = refusal(step)
      XCTAssertEqual(refused?.line, line, step)
      XCTAssertTrue(refused?.text(in: .english).contains(word) ?? false, refused?.text(in: .english) ?? step)
    }
  }

  func testNamesAreFilledOnlyWhenAllAreKnown() {
    let known = ["a": "1", "b.pid": "2"]
    XCTAssertEqual("x ${a} ${b.pid} $c".filled { known[$0] }, "x 1 2 $c")
    XCTAssertNil("${a} ${c}".filled { known[$0] })
    XCTAssertNil("${a".filled { known[$0] })
  }

  func testDrawnWordsCanBeHostNames() throws {
    let draw = try XCTUnwrap(
      lab("    observe: {choices: predict}\n    predict: {choices: [a], answer: a}\n").draws.first)
    let words = (0..<50).map { _ in draw.value() }
    XCTAssertTrue(words.allSatisfy { $0.count == 5 && $0.allSatisfy { ("a"..."z").contains($0) } })
    XCTAssertGreaterThan(Set(words).count, 10)
  }
}
