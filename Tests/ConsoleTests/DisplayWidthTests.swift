import XCTest

@testable import Console

final class DisplayWidthTests: XCTestCase {
  func testChineseTakesTwoColumns() {
    XCTAssertEqual("abc".displayWidth, 3)
    XCTAssertEqual("命名空间".displayWidth, 8)
    XCTAssertEqual("（a）".displayWidth, 5)
    XCTAssertEqual("é".displayWidth, 1)
    XCTAssertEqual("e\u{301}".displayWidth, 1)
  }
}
