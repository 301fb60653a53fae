import XCTest

@testable import LabKit

final class GuideTests: XCTestCase {
  private let text = """
    # A title

    What it is about,
    in two lines.

    ## first
    Do this.

    ### predict
    Which one,
    of these two?
    - one: the one,
      on two lines. *Because
      of this.*
    - two: a *starred* word. *Right.*
    ### hint-1
    look
    ### hint-2
    look there
    ### why
    So.
    ### wrong-way
    Turn round.

    ## docker
    It does so, too.
    """

  func testHeadingsAreKeys() throws {
    let guide = try Guide(text, file: "guide.en.md")
    XCTAssertEqual(guide.title, "A title")
    XCTAssertEqual(guide.introduction, "What it is about,\nin two lines.")
    XCTAssertEqual(guide.docker, "It does so, too.")
    let step = try XCTUnwrap(guide.steps["first"])
    XCTAssertEqual(step.text, "Do this.")
    XCTAssertEqual(step.question, "Which one, of these two?")
    XCTAssertEqual(step.hints, ["look", "look there"])
    XCTAssertEqual(step.why, "So.")
    XCTAssertEqual(step.others, ["wrong-way": "Turn round."])
  }

  func testChoicesHaveTheirSentence() throws {
    let choices = try XCTUnwrap(Guide(text, file: "guide.en.md").steps["first"]).choices
    XCTAssertEqual(
      choices,
      [
        Choice(id: "one", text: "the one, on two lines.", remark: "Because of this."),
        Choice(id: "two", text: "a *starred* word.", remark: "Right."),
      ])
  }

  func testChineseLinesAreJoinedWithoutABlank() {
    XCTAssertEqual("命名\n  空间".joinedLines, "命名空间")
    XCTAssertEqual("name\n  space".joinedLines, "name space")
  }

  func testAKeyBeforeAnyStepIsRefused() {
    XCTAssertThrowsError(try Guide("# t\n### why\nx", file: "g")) { error in
      XCTAssertEqual((error as? FormatError)?.file, "g")
    }
  }
}
