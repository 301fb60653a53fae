import Isolation
import XCTest

/// Numbers of control groups, in the forms of both versions.
final class LimitTests: XCTestCase {
  /// Every page size has its own largest number of whole pages.
  func testNoLimit() {
    for text in ["max", "-1", "9223372036854771712", "9223372036854710272", "9223372036854775807"] {
      XCTAssertEqual(Limit(text), .unlimited, text)
    }
    XCTAssertEqual(Limit("9223372036854000000"), .at(9_223_372_036_854_000_000))
    XCTAssertEqual(Limit("0"), .at(0))
    XCTAssertNil(Limit(""))
    XCTAssertNil(Limit("12k"))
  }

  func testEachVersionIsToldInItsForm() {
    XCTAssertEqual(GroupSetting.memory(.unlimited).one.map(\.text), ["-1"])
    XCTAssertEqual(GroupSetting.memory(.unlimited).two.map(\.text), ["max"])
    XCTAssertEqual(GroupSetting.pids(.unlimited).one.map(\.text), ["max"])
    // Version 1 bounds memory and swap as one.
    XCTAssertEqual(GroupSetting.swap(.at(5), besides: .at(32)).one.map(\.text), ["37"])
    XCTAssertEqual(GroupSetting.swap(.at(5), besides: .at(32)).two.map(\.text), ["5"])
    XCTAssertEqual(GroupSetting.swap(.at(.max), besides: .at(32)).one.map(\.text), ["-1"])
  }

  func testProcessorsAndWeights() {
    XCTAssertEqual(GroupSetting.cpu(thousandths: 200).two.map(\.text), ["20000 100000"])
    XCTAssertEqual(GroupSetting.cpu(thousandths: 2500).one.map(\.text), ["100000", "250000"])
    XCTAssertEqual(GroupSetting.cpu(thousandths: nil).one.map(\.text), ["100000", "-1"])
    XCTAssertEqual(GroupSetting.cpuWeight(100).one.map(\.text), ["1024"])
    XCTAssertEqual(GroupSetting.cpuWeight(300).one.map(\.text), ["3072"])
    XCTAssertEqual(GroupSetting.cpuWeight(1).one.map(\.text), ["10"])
  }

  func testSizes() {
    let sizes: [(String, UInt64?)] = [
      ("64M", 64 << 20), ("64m", 64 << 20), ("1.5G", 3 << 29), ("4096", 4096), ("64MiB", 64 << 20),
      ("1KB", 1024),
      ("16E", nil), ("15E", 15 << 60), ("", nil), ("M", nil), ("-1", nil), ("1.5", nil), ("1..5M", nil),
      ("1 M", nil),
      ("99999999999999999999", nil),
    ]
    for (text, bytes) in sizes { XCTAssertEqual(ByteSize(text)?.bytes, bytes, text) }
    let shown: [(UInt64, String)] = [
      (0, "0B"), (1023, "1023B"), (1024, "1K"), (32 << 20, "32M"), (3 << 29, "1.5G"), (1_048_575, "1024K"),
      (512 << 10, "512K"), (1_100_000_000, "1G"), (1_200_000_000, "1.1G"),
    ]
    for (bytes, text) in shown { XCTAssertEqual("\(ByteSize(bytes))", text, "\(bytes)") }
  }

  func testLists() {
    XCTAssertEqual(NumberRanges("0-3,8\n")?.ranges, [0...3, 8...8])
    XCTAssertEqual(NumberRanges("\n")?.ranges, [])
    XCTAssertEqual(NumberRanges("0-3,8").map { "\($0)" }, "0-3,8")
    for wrong in ["3-1", "a", "1,", ",1", "1-2-3", "-1", "70000"] { XCTAssertNil(NumberRanges(wrong), wrong) }
  }
}
