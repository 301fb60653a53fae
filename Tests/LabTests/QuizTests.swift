import Foundation
import TestSupport
import XCTest

/// Questions, tables and what is read off, in a lab of the test's own.
final class QuizTests: LabCase {
  private let file = """
    format: 1
    id: quiz
    number: 99
    claims: [uts.hostname]
    minutes: 1
    needs: []
    draw:
      word: {word: 6}
    steps:
      - id: grid
        predict:
          table: {rows: [up, down], columns: [left], cells: [yes, no], answer: {up: [yes], down: [no]}}
        checks:
          - keep: {levels: {at-least: 1}, of: outside}
        ask: {type: choice, choices: ['1', '2'], equals: {levels: 1, of: outside}}
      - id: asked
        kind: question
        predict: {choices: [one, two], answer: two}

    """
  private let guide = """
    # Q
    Begins.
    ## grid
    The word is ${word}.
    ### predict
    What holds?
    - row up: upwards
    - row down: downwards
    - column left: to the left
    - cell yes: it does
    - cell no: it does not
    - up/left: *Up is up.*
    - down/left: *Down is down.*
    ### hint-1
    Look.
    ### ask
    How many levels?
    ### why
    Because.
    ## asked
    Think.
    ### predict
    Which?
    - one: the first. *It is not the first.*
    - two: the second. *It is the second.*
    ### hint-1
    Think.
    ### why
    Therefore.
    ## docker
    End.

    """

  func testTablesQuestionsAndChoices() throws {
    try skipInPlayground("how the lab talks is no matter of the kernel")
    let labs = try Scratch()
    try labs.directory("quiz")
    try labs.file("quiz/lab.yaml", file)
    try labs.file("quiz/guide.en.md", guide)
    try labs.file("quiz/guide.zh.md", guide)
    let student = try student("quiz", ["--labs", labs.path], environment: ["CONTAINER_ANATOMY_CLASS": "w"])
    func sees(_ texts: String..., line: UInt = #line) throws {
      for text in texts { try self.sees(student, text, line: line) }
    }
    /// The key of a choice, as it is shown.
    func key(of text: String) -> String {
      XCTAssertTrue(
        eventually {
          _ = student.sees("\u{0}", within: 0); return student.screen.contains("\n> ")
        })
      return student.screen.split(separator: "\n").first { $0.hasSuffix(")  " + text) }
        .map { String($0.dropFirst(2).prefix(1)) } ?? "!"
    }
    try sees("upwards; to the left")
    student.types(key(of: "it does"))
    try sees("downwards; to the left")
    student.types(key(of: "it does"))
    try sees("ready> ")
    student.types("lab next")
    try sees("upwards; to the left: it does (as you predicted)", "Up is up.")
    try sees(
      "downwards; to the left: it does not (you had predicted: it does)", "Down is down.", "How many levels?")
    student.types("a")
    try sees("Which?")
    student.types(key(of: "the first."))
    try sees("It is not the first.", "The answer: the second. It is the second.", "Therefore.", "End.")
    student.types("")
    XCTAssertEqual(student.ends(), 0)
    let events = records(of: "quiz").joined(separator: "\n")
    for part in [
      #""step":"grid","choice":"up/left=yes","right":true"#,
      #""step":"grid","choice":"down/left=yes","right":false"#,
      #""event":"answered","step":"grid","given":"1","expected":"#,
      #""event":"answered","step":"asked","given":"one","expected":"two""#,
    ] {
      XCTAssertTrue(events.contains(part), "\(part) in \(events)")
    }
    XCTAssertFalse(events.contains(#""event":"met","step":"asked""#), "a question is never met: \(events)")
  }
}
