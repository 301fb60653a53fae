import Isolation
import XCTest

@testable import LabKit

/// What is drawn is of its sort, and not there yet.
final class DrawTests: XCTestCase {
  private func draw(_ text: String) throws -> Draw { try Draw("x", Value(yaml: text, "test")) }

  /// What the ends of chance come to, and much of what lies between.
  private func values(_ text: String) throws -> [String] {
    let draw = try draw(text)
    let ends = [[UInt8](repeating: 0, count: 32), [UInt8](repeating: 255, count: 32)]
    return ends.map { draw.value($0) } + (0..<300).map { _ in draw.value() }
  }

  func testNumbersAreInTheirRange() throws {
    XCTAssertEqual(try Set(values("{number: [7, 9]}")), ["7", "8", "9"])
    XCTAssertEqual(try Set(values("{number: [-1, -1]}")), ["-1"])
  }

  func testHexadecimalNumbersAreNeverZero() throws {
    let digits = try Set(values("{hex: 1}"))
    XCTAssertEqual(digits, Set((1...15).map { "0x" + String($0, radix: 16) }))
    let keys = try values("{hex: 8}")
    XCTAssertTrue(keys.allSatisfy { $0.count == 10 && $0.hasPrefix("0x") && $0 != "0x00000000" })
    XCTAssertTrue(keys.allSatisfy { SystemVSubject.number($0) != nil })
  }

  func testOneOfSeveralWords() throws {
    XCTAssertEqual(try Set(values("{one-of: [red, green]}")), ["red", "green"])
  }

  func testAProcessorIsOneThatMayBeUsed() throws {
    let allowed = Set(allowedProcessors().map(String.init))
    XCTAssertFalse(allowed.isEmpty)
    XCTAssertEqual(try Set(values("{allowed-cpu: one}")).subtracting(allowed), [])
  }

  func testAPortThatNobodyListensOn() throws {
    let table = """
      sl local_address rem_address st
      0: 00000000:4E20 00000000:0000 0A
      1: 00000000:4E21 00000000:0000 0A
      2: 00000000:4E22 00000000:0000 01
      """
    XCTAssertEqual(FreeThing.port.value(0) { $0 == "net/tcp" ? table : "" }, "20002")
    XCTAssertEqual(FreeThing.port.value(0) { $0 == "net/tcp6" ? table : "" }, "20002")
    XCTAssertEqual(FreeThing.port.value(39_999) { _ in "" }, "59999")
    // All round: after the last comes the first.
    let last = "sl\n0: 00000000:EA5F 00000000:0000 0A\n"
    XCTAssertEqual(FreeThing.port.value(39_999) { _ in last }, "20000")
  }

  func testANetworkToWhichNoRouteLeads() throws {
    func route(_ destination: String, _ mask: String) -> String {
      "v\t\(destination)\t0\t1\t0\t0\t0\t\(mask)\t0\t0\t0\n"
    }
    let network = FreeThing.network(address: 0xC612_0000, prefix: 15)
    XCTAssertEqual(network.value(1) { _ in "head\n" + route("00000000", "00000000") }, "198.18.1.0/24")
    // 198.18.1.0/24 is taken; then all of 198.18.0.0/16; then one address of the next.
    XCTAssertEqual(network.value(1) { _ in "head\n" + route("000112C6", "00FFFFFF") }, "198.18.2.0/24")
    XCTAssertEqual(
      network.value(1) { _ in
        "head\n" + route("000012C6", "0000FFFF") + route("090013C6", "FFFFFFFF")
      }, "198.19.1.0/24")
  }

  func testAnyNetworkOfAnAuthorIsDrawnFrom() throws {
    for from in ["255.255.255.0/8", "0.0.0.0/0", "198.18.77.9/15", "255.255.255.255/24"] {
      let first = from.hasPrefix("255.255.255.255") ? "255.255.255.0/24" : nil
      for value in try values("{free: route, from: \(from)}") {
        XCTAssertTrue(value.hasSuffix(".0/24"), value)
        if let first { XCTAssertEqual(value, first) }
        if from.hasPrefix("198") { XCTAssertTrue(value.hasPrefix("198.18.") || value.hasPrefix("198.19.")) }
      }
    }
    for wrong in ["198.18.0.0", "198.18.0/15", "198.18.0.0/25", "198.18.0.0/x", "1.2.3.256/8"] {
      XCTAssertThrowsError(try draw("{free: route, from: \(wrong)}"), wrong)
    }
  }

  func testAKeyOfNoObject() throws {
    let key = FreeThing.systemVKey(digits: 4)
    let shm = "key shmid perms\n 1 0 600\n", msg = "key msqid perms\n 2 0 600\n"
    let used = ["sysvipc/shm": shm, "sysvipc/msg": msg]
    XCTAssertEqual(key.value(0) { used[$0] ?? "" }, "0x0003")
    XCTAssertEqual(key.value(0) { _ in "" }, "0x0001")
    XCTAssertEqual(try draw("{hex: 4, free: sysv-key}").kind, .free(key))
  }

  /// Of the controller's version here, whatever chance says; and never another.
  func testAWordForTheVersionOfTheHost() throws {
    let draw = try draw("{version-of: memory, one: memory.limit_in_bytes, two: memory.max}")
    XCTAssertTrue(draw.isOfHost)
    XCTAssertFalse(draw.canDiffer)
    let known = Session.parentOfSceneGroup("memory")?.version
    XCTAssertEqual(draw.value(), known == .one ? "memory.limit_in_bytes" : "memory.max")
    XCTAssertFalse(try self.draw("{word: 5}").isOfHost)
  }

  func testWhatMakesNoSenseIsRefused() {
    for wrong in [
      "{word: 2}", "{word: 33}", "{number: [3, 2]}", "{number: 3}", "{hex: 0}", "{hex: 9}", "{one-of: []}",
      "{free: udp-port}", "{free: route}", "{allowed-cpu: two}", "{hex: 4, free: tcp-port}", "{}",
      "{word: 5, hex: 3}", "{version-of: io, one: a, two: b}", "{version-of: memory, one: a}",
    ] { XCTAssertThrowsError(try draw(wrong), wrong) }
  }
}
