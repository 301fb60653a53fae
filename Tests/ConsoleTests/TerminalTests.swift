import Isolation
import XCTest

@testable import Console

final class TerminalTests: XCTestCase {
  func testDisplayWidth() {
    XCTAssertEqual("mount".displayWidth, 5)
    XCTAssertEqual("命名空间".displayWidth, 8)
    XCTAssertEqual("挂载，mount。".displayWidth, 13)
    XCTAssertEqual("e\u{301}".displayWidth, 1)
    XCTAssertEqual("".displayWidth, 0)
    XCTAssertEqual("한글".displayWidth, 4)
  }

  func testNoColourWhereNobodyLooks() {
    // Descriptors of a test are no terminal, or it has been asked not to.
    let terminal = Terminal(descriptor: 99)
    XCTAssertFalse(terminal.isInteractive)
    XCTAssertFalse(terminal.isColoured)
    XCTAssertEqual(terminal.styled("word", .bold), "word")
  }

  func testShellWords() {
    XCTAssertEqual(CString("--uts=/run/a").shellWord, "--uts=/run/a")
    XCTAssertEqual(CString("a b").shellWord, "'a b'")
    XCTAssertEqual(CString("it's").shellWord, #"'it'\''s'"#)
    XCTAssertEqual(CString("").shellWord, "''")
    XCTAssertEqual(CString("$x").shellWord, "'$x'")
  }

  func testAReportSaysWhyAndWhatToTry() {
    let report = ErrorReport("tool", given: ["-p", "sh", "-c", "echo a"], in: .english)
    let diagnosis = Diagnosis(
      why: Text(en: "because", zh: "因为"),
      cures: [
        .adding("--user"), .command("sysctl -w a=1"), .advice(Text(en: "leave", zh: "离开")),
      ])
    XCTAssertEqual(
      report.text("call(): text", [diagnosis]),
      """
      tool: call(): text
        why  because
        try  tool --user -p sh -c 'echo a'
        try  sysctl -w a=1
        try  leave

      """)
  }
}
