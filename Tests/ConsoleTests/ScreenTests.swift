import Isolation
import XCTest

@testable import Console

/// What a full screen is made of, without a terminal.
final class ScreenTests: XCTestCase {
  private func keys(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.keys(of: text.utf8)
  }

  func testKeys() {
    XCTAssertEqual(
      keys("q\r\u{7f}\t\u{3}é"), [.letter("q"), .enter, .backspace, .tab, .control("c"), .letter("é")])
    XCTAssertEqual(
      keys("\u{1b}[A\u{1b}[B\u{1b}OA\u{1b}OB\u{1b}[C\u{1b}[D"), [.up, .down, .up, .down, .right, .left])
    XCTAssertEqual(
      keys("\u{1b}[5~\u{1b}[6~\u{1b}[H\u{1b}[F\u{1b}[1~\u{1b}[4~\u{1b}[3~"),
      [
        .pageUp, .pageDown, .home, .end, .home, .end, .delete,
      ])
    // With Shift, Ctrl: the key all the same; one that is not known takes nothing else with it.
    XCTAssertEqual(keys("\u{1b}[1;5A\u{1b}[15~x"), [.up, .other, .letter("x")])
  }

  func testKeysThatComeInPieces() {
    var decoder = KeyDecoder()
    XCTAssertEqual(decoder.keys(of: [27]), [])
    XCTAssertTrue(decoder.isWaiting)
    XCTAssertEqual(decoder.keys(of: [91]), [])
    XCTAssertEqual(decoder.keys(of: [65]), [.up])
    XCTAssertFalse(decoder.isWaiting)
    XCTAssertEqual(decoder.keys(of: [27]), [])
    XCTAssertEqual(decoder.rest(), [.escape])
    XCTAssertEqual(decoder.keys(of: [27, 120]), [.escape, .letter("x")])
    XCTAssertEqual(decoder.keys(of: [0xE4, 0xB8]), [])
    XCTAssertEqual(decoder.keys(of: [0xAD]), [.letter("中")])
    XCTAssertEqual(decoder.keys(of: [0xFF, 0x41]).last, nil)
    XCTAssertEqual(decoder.rest(), [.other])
    // Something endless that no key sends.
    XCTAssertEqual(decoder.keys(of: Array("\u{1b}[".utf8) + [UInt8](repeating: 48, count: 40)), [.other])
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  func testOnlyLinesThatDifferAreWritten() {
    var picture = Picture()
    let lines = ["one", "two", "three"].map { Array($0.utf8) }
    let first = text(picture.change(to: lines, columns: 10, rows: 3))
    XCTAssertTrue(first.contains("\u{1b}[2J"), first)
    for word in ["one", "two", "three"] { XCTAssertTrue(first.contains(word)) }
    XCTAssertEqual(picture.change(to: lines, columns: 10, rows: 3), [])
    let changed = [lines[0], Array("2".utf8), lines[2]]
    XCTAssertEqual(text(picture.change(to: changed, columns: 10, rows: 3)), "\u{1b}[2;1H\u{1b}[K2")
    // Fewer lines: what stood there is taken away.
    XCTAssertEqual(
      text(picture.change(to: [lines[0], changed[1]], columns: 10, rows: 3)), "\u{1b}[3;1H\u{1b}[K")
    XCTAssertTrue(text(picture.change(to: lines, columns: 11, rows: 3)).contains("\u{1b}[2J"))
    picture.forget()
    XCTAssertTrue(text(picture.change(to: lines, columns: 11, rows: 3)).contains("\u{1b}[2J"))
    // More lines than the screen has are not written at all.
    XCTAssertFalse(text(picture.change(to: lines, columns: 11, rows: 2)).contains("three"))
  }

  func testLinesKeepToTheirColumns() {
    var line = ScreenLine(columns: 10, for: Terminal(descriptor: -1))
    line.append("中文")
    line.place(at: 6)
    line.append("123456789")
    XCTAssertEqual(line.width, 10)
    XCTAssertEqual(text(line.finished()), "中文  \u{1b}[7G1234")
    var right = ScreenLine(columns: 10, for: Terminal(descriptor: -1))
    right.append("7", right: 4)
    right.append("", right: 2, .bold)
    XCTAssertEqual(text(right.finished(fill: true)), "   7      ")
  }

  /// CG-35: in the middle, since names differ at their ends; never wider than there is room for.
  func testNamesAreShortenedInTheMiddle() {
    let name = Printable(CString("system-container-0123456789.slice"))
    XCTAssertEqual(text(name.shortened(to: 11).bytes), "syste…slice")
    XCTAssertEqual(text(name.shortened(to: 33).bytes), "system-container-0123456789.slice")
    let odd: [Printable] = [
      Printable(CString(String(repeating: "x", count: 255))),
      Printable(CString(String(repeating: "中", count: 85))),
      Printable(CString(bytes: [UInt8](repeating: 0xFF, count: 255))),
      Printable(CString(String(repeating: "\u{1b}[31m", count: 40))), name,
    ]
    for name in odd {
      for limit in 0...40 {
        let short = name.shortened(to: limit)
        XCTAssertLessThanOrEqual(short.width, limit)
        XCTAssertGreaterThanOrEqual(short.width, min(limit, name.width) - 2)
        XCTAssertFalse(short.bytes.contains { $0 < 32 || $0 == 127 })
        XCTAssertEqual(short.width, text(short.bytes).displayWidth)
      }
    }
    XCTAssertEqual(text(Printable(CString("a\u{1b}[2Jb")).bytes), "a\\x1b[2Jb")
    XCTAssertEqual(text(Printable(CString("a\u{202e}b")).bytes), "a\\xe2\\x80\\xaeb")
  }

  func testBars() {
    XCTAssertEqual(Bar(share: 0).text(width: 4), "····")
    XCTAssertEqual(Bar(share: 0.0001).text(width: 4), "━···")
    XCTAssertEqual(Bar(share: 0.5, mark: 0.8).text(width: 10), "━━━━━···┃·")
    XCTAssertEqual(Bar(share: 9, mark: 9).text(width: 3), "━━┃")
    XCTAssertEqual(Bar(share: .nan, mark: .nan).text(width: 3).count, 3)
    XCTAssertEqual(Bar(share: .infinity).text(width: 2), "━━")
    XCTAssertEqual(Bar(share: 1).text(width: 0), "")
  }

  func testTypingALine() {
    var line = LineEditor("ab")
    XCTAssertTrue(line.take(.letter("c")))
    XCTAssertTrue(line.take(.backspace))
    XCTAssertEqual(line.text, "ab")
    XCTAssertFalse(line.take(.enter))
    XCTAssertFalse(line.take(.up))
    XCTAssertTrue(line.take(.letter(" ")))
    XCTAssertTrue(line.take(.letter("d")))
    XCTAssertTrue(line.take(.control("w")))
    XCTAssertEqual(line.text, "ab ")
    XCTAssertTrue(line.take(.control("u")))
    XCTAssertTrue(line.take(.backspace))
    XCTAssertEqual(line.text, "")
  }

  func testNumbersForPeople() {
    let rows: [(Double, String)] = [
      (0, "0"), (999, "999"), (1000, "1.0K"), (1023, "1.0K"), (10_000, "9.8K"), (10_200, "10K"),
      (1_048_576, "1.0M"), (1_047_552, "1.0M"), (536_870_912, "512M"), (1.5 * 1_073_741_824, "1.5G"),
      (9.2e18, "8.0E"),
    ]
    for (number, text) in rows { XCTAssertEqual(number.human, text) }
    for exponent in 0..<200 {
      let text = (1.0 * (0..<exponent).reduce(1.0) { value, _ in value * 1.25 }).human
      XCTAssertLessThanOrEqual(text.count, 5, text)
    }
    XCTAssertEqual(19.949.fixed(1), "19.9")
    XCTAssertEqual(19.96.fixed(1), "20.0")
    XCTAssertEqual((-0.04).fixed(1), "0.0")
    XCTAssertEqual((-1.5).fixed(2), "-1.50")
    XCTAssertEqual(0.000001.fixed(6), "0.000001")
    XCTAssertEqual(7.0.fixed(0), "7")
  }

  func testBeatsKeepTheirPace() {
    var beat = Beat(milliseconds: 20)
    XCTAssertFalse(beat.isDue)
    XCTAssertLessThanOrEqual(beat.milliseconds, 20)
    beat.wait()
    XCTAssertFalse(beat.isDue)
    usleep(50_000)
    XCTAssertTrue(beat.isDue)
    XCTAssertEqual(beat.milliseconds, 0)
    beat.advance()
    XCTAssertFalse(beat.isDue)
    XCTAssertLessThanOrEqual(beat.milliseconds, 20)
  }
}
