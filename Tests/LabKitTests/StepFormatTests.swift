import Isolation
import TestSupport
import XCTest

@testable import LabKit

/// Tables of predictions, questions, repeated steps, asks and mistakes.
final class StepFormatTests: XCTestCase {
  private let table = """
        kind: question
        predict:
          table:
            rows: [shared, private]
            columns: [in, out]
            cells: [yes, no]
            answer: {shared: [yes, yes], private: [no, yes]}

    """

  func testATableOfPredictionsIsRead() throws {
    let prediction = try XCTUnwrap(SmallLab.step(table)?.prediction)
    XCTAssertEqual(prediction.choices, ["yes", "no"])
    let cells = try XCTUnwrap(prediction.table)
    XCTAssertEqual(cells.rows, ["shared", "private"])
    XCTAssertEqual(cells.answer("private", "in"), "no")
    XCTAssertEqual(cells.answer("private", "out"), "yes")
    XCTAssertEqual(PredictionTable.key("private", "out"), "private/out")
  }

  /// A step that the host cannot show is left out; the others stay, and the reason is told.
  func testAStepThatTheHostCannotShowIsLeftOut() throws {
    let step = "    kind: question\n    predict: {choices: [a, b], answer: a}\n"
    let lab = try SmallLab.lab(
      SmallLab.head + "steps:\n  - id: stays\n\(step)  - id: goes\n\(step)"
        + "    needs: [{module: no_such_module}]\n")
    let (cut, left) = Doctor().cut(lab)
    XCTAssertEqual(cut.steps.map(\.id), ["stays"])
    XCTAssertEqual(left.map(\.step.id), ["goes"])
    XCTAssertTrue(try XCTUnwrap(left.first).why.in(.english).contains("no_such_module"))
    XCTAssertThrowsError(try SmallLab.step(step + "    needs: [{cgroup-v2: nosuch}]\n"))
    XCTAssertEqual(
      try SmallLab.step(step + "    needs: [{cgroup-v2: memory}, pressure]\n")?.needs,
      [.versionTwo("memory"), .pressure])
  }

  func testATableMustBeWhole() {
    for (old, new) in [
      ("shared: [yes, yes], ", ""), ("[yes, yes]", "[yes]"), ("[yes, yes]", "[yes, perhaps]"),
      ("private: [no, yes]", "private: [no, yes], third: [no, no]"), ("[in, out]", "[in, in]"),
      ("cells: [yes, no]", "cells: []"), ("rows: [shared, private]\n", "\n"),
    ] {
      let text = table.replacingOccurrences(of: old, with: new)
      XCTAssertNotEqual(text, table)
      XCTAssertThrowsError(try SmallLab.step(text), new)
    }
  }

  /// Each row, column, cell and remark must be in the guide, and nothing else.
  func testLintFindsTheTextsOfATable() throws {
    let step = try XCTUnwrap(SmallLab.step(table))
    let good = """
      # T
      ## one
      text
      ### predict
      Which?
      - row shared: s
      - row private: p
      - column in: i
      - column out: o
      - cell yes: y
      - cell no: n
      - shared/in: *a*
      - shared/out: *b*
      - private/in: *c*
      - private/out: *d*
      ### why
      so
      """
    func missing(_ text: String) throws -> [String] {
      step.missingTexts(try XCTUnwrap(Guide(text, file: "g").steps["one"]))
    }
    XCTAssertEqual(try missing(good), [])
    XCTAssertEqual(
      try missing(good.replacingOccurrences(of: "- column out: o\n", with: "")), ["predict: column out"])
    XCTAssertEqual(
      try missing(good.replacingOccurrences(of: "- private/in: *c*\n", with: "")), ["predict: private/in"])
    XCTAssertEqual(
      try missing(good.replacingOccurrences(of: "- cell no: n", with: "- cell no: n\n- cell maybe: m")),
      ["predict: cell maybe in lab.yaml"])
    XCTAssertEqual(
      try missing(good.replacingOccurrences(of: "- cell no: n", with: "- cell no: n\n- odd: m. *r*")),
      ["predict: odd in lab.yaml"])
  }

  func testAQuestionHasNothingToDo() throws {
    let question = "    kind: question\n    predict: {choices: [a, b], answer: a}\n"
    let step = try XCTUnwrap(
      SmallLab.step(question + "    evidence: {boot-id: as-at-activation, in: outside}\n"))
    XCTAssertTrue(step.isQuestion && step.onlyLooks)
    XCTAssertEqual(step.keeps.count, 1)
    for more in [
      "    run: [{shell: outside, type: x}]\n", "    observe: {choices: predict}\n",
      "    checks: [{expect: {ended: outside}}]\n",
    ] { XCTAssertThrowsError(try SmallLab.step(question + more), more) }
    XCTAssertThrowsError(try SmallLab.step("    kind: question\n"))
    XCTAssertThrowsError(try SmallLab.step("    kind: riddle\n    predict: {choices: [a], answer: a}\n"))
  }

  func testForEachRepeatsAStep() throws {
    let lab = try SmallLab.lab(
      SmallLab.head + """
        steps:
          - id: to
            for-each: {mode: [shared, slave]}
            run:
              - {shell: outside, type: 'unshare ${mode} ${other}', opens: 'in-${mode}'}
              - {shell: 'in-${mode}', type: 'true'}
            checks:
              - let: 'inner-${mode}'
                be: {namespace: mnt, held-by: session, not: [outside]}
              - expect: {propagation: '${mode}', of: /, in: 'inner-${mode}'}
          - id: after
            checks:
              - expect: {differing: 1, between: [inner-shared, inner-slave]}

        """)
    XCTAssertEqual(lab.steps.map(\.id), ["to-shared", "to-slave", "after"])
    XCTAssertEqual(
      lab.steps.prefix(2).compactMap(\.commands.first?.type),
      ["unshare shared ${other}", "unshare slave ${other}"])
    XCTAssertEqual(lab.steps.prefix(2).compactMap(\.commands.first?.opens), ["in-shared", "in-slave"])
    XCTAssertEqual(lab.steps[1].lets.map(\.name), ["inner-slave"])
    XCTAssertEqual(lab.steps[1].expects.map(\.comparing.comparison), [.equal("slave")])
    for wrong in ["{}", "{a: b}", "{a: [x], b: [y]}", "{a: ['X Y']}"] {
      XCTAssertThrowsError(
        try SmallLab.step(
          "    for-each: \(wrong)\n    observe: {choices: predict}\n    predict: {choices: [a], answer: a}\n"),
        wrong)
    }
  }

  private func ask(_ text: String) throws -> Ask { try Ask(Value(yaml: text, "test"), Names(draws: [])) }

  func testWhatCountsOfAnAnswer() throws {
    let number = try ask("{type: number, equals: {levels: 1, of: outside}}")
    XCTAssertEqual(number.given("NSpid:\t100\t7\n"), "7")
    XCTAssertEqual(number.given("it is 42."), "42")
    XCTAssertEqual(number.given("none"), "")
    let text = try ask("{type: text, equals: {ns: uts, of: outside}}")
    XCTAssertEqual(text.given(" uts:[4026531838] \n"), "uts:[4026531838]")
    XCTAssertEqual(text.given("lrwxrwxrwx 1 root -> uts:[7]\n"), "uts:[7]")
    XCTAssertEqual(text.given(""), "")
    let choice = try ask("{type: choice, choices: [yes, no], equals: {initial: pid, of: outside}}")
    XCTAssertEqual(choice.choices, ["yes", "no"])
    XCTAssertEqual(choice.given("I say no"), "no")
    for wrong in [
      "{type: colour, equals: {ns: uts, of: outside}}", "{type: choice, equals: {ns: uts, of: outside}}",
      "{type: text}", "{type: text, choices: [a], equals: {ns: uts, of: outside}}",
    ] { XCTAssertThrowsError(try ask(wrong), wrong) }
  }

  private func mistake(_ unless: String) throws -> Mistake {
    var names = Names(draws: [])
    names.bindings.insert("inner")
    let text = "{when: {namespace: uts, held-by: session}, say: x\(unless)}"
    return try Mistake(Value(yaml: text, "test"), names)
  }

  func testMistakesHaveExceptions() throws {
    guard case .onTheWay = try mistake("").unless else { return XCTFail("by itself") }
    guard case .never = try mistake(", unless: nothing").unless else { return XCTFail("nothing") }
    guard case .bound("inner") = try mistake(", unless: inner").unless else { return XCTFail("a name") }
    guard case .holds(.holds) = try mistake(", unless: {alive: inner}").unless else {
      return XCTFail("a predicate")
    }
    guard case .holds(.found) = try mistake(", unless: {process: session, named: x}").unless else {
      return XCTFail("a finder")
    }
    XCTAssertThrowsError(try mistake(", unless: inmer"))
  }

  /// With a type `mount` finds one, with a path it is a predicate.
  func testAConditionIsAFinderOrAPredicate() throws {
    func isFound(_ text: String) throws -> Bool {
      try Vocabulary.condition(Value(yaml: text, "test"), Names(draws: [])).isFound
    }
    XCTAssertTrue(try isFound("{mount: tmpfs, in: outside}"))
    XCTAssertTrue(try isFound("{mount: any, in: outside, at: /a}"))
    XCTAssertFalse(try isFound("{mount: /a, in: outside}"))
    XCTAssertFalse(try isFound("{mount: '${scene}/a', in: outside, present: false}"))
  }

  /// Numbers of an author that no machine can hold, or no window.
  func testSizesAndShares() throws {
    XCTAssertEqual(
      try SmallLab.comparing("{limit: memory, of: box, is: 32M}", names: ["box"]).comparison,
      .equal("33554432"))
    XCTAssertEqual(
      try SmallLab.comparing("{limit: pids, of: box, at-most: 20}", names: ["box"]).comparison, .atMost(20))
    let share = "{share: cpu-time, of: box, seconds: 5, at-least: 95%}"
    XCTAssertEqual(try SmallLab.comparing(share, names: ["box"]).comparison, .atLeast(95))
    for wrong in [
      "{limit: memory, of: box, is: 9223372036854775807G}", "{limit: memory, of: box, is: 3T}",
      "{limit: cheese, of: box, is: 3}", "{share: cpu-time, of: box, seconds: 5, at-least: 101%}",
      "{share: cpu-time, of: box, seconds: 9223372036854775807, at-least: 5%}",
      "{rise: cpu-time, of: [box, box], seconds: 5, ratio: 9223372036854775807}",
    ] { XCTAssertThrowsError(try SmallLab.comparing(wrong, names: ["box"]), wrong) }
  }

  /// A step that cannot do without an earlier one's thing says so.
  func testWhatAStepUsesMustHaveBeenBoundBefore() throws {
    let second = """
        - id: two
          uses: [inner]
          checks:
            - expect: {hostname: x, in: inner}

      """
    let lab = try SmallLab.lab(SmallLab.head + SmallLab.names + second)
    XCTAssertEqual(lab.steps.map(\.uses), [[], ["inner"]])
    XCTAssertThrowsError(try SmallLab.lab(SmallLab.head + "steps:\n" + second))
  }
}
