import Console
import Foundation
import XCTest

@testable import Isolation
@testable import ns_compare

/// Comparing, without privilege: this process with itself, and findings made up.
final class ComparisonTests: XCTestCase {
  private func aspect(_ name: String, _ form: AspectForm = .value, isIdentity: Bool = false) -> Aspect {
    Aspect(name, of: nil, Text(en: name, zh: name), form: form, isIdentity: isIdentity) {
      _ throws(KernelError) in []
    }
  }

  private func comparison(
    _ kinds: [(NamespaceKind, Finding, Finding)], own: [AspectComparison] = []
  ) -> ProcessComparison {
    ProcessComparison(
      a: .init(pid: 11, name: "one", isSelf: false), b: .init(pid: 22, name: "two", isSelf: true),
      kinds: kinds.map { KindComparison(kind: $0.0, a: $0.1, b: $0.2, aspects: []) }, own: own)
  }

  private func lines(_ comparison: ProcessComparison, onlyDifferent: Bool = false) -> [String] {
    let picture = Picture(comparison: comparison, onlyDifferent: onlyDifferent, language: .english)
    return picture.text(width: 80, on: .error).split(separator: "\n").map(String.init)
  }

  private let denied = Finding.unknown(KernelError("readlink(\"/proc/1/ns/uts\")", .accessDenied))

  func testThisProcessIsWhereItIs() throws {
    let a = try ComparedProcess(nil)
    let b = try ComparedProcess(getpid())
    let comparison = ProcessComparison(a, b)
    XCTAssertEqual(comparison.isSame, true)
    XCTAssertTrue(comparison.a.isSelf && !comparison.b.isSelf)
    XCTAssertEqual(comparison.a.pid, getpid())
    XCTAssertGreaterThanOrEqual(comparison.kinds.count, 7)
    for kind in comparison.kinds {
      XCTAssertEqual(kind.a, .known(["\(try Namespace(kind.kind, of: getpid()).number)"]))
      for aspect in kind.aspects { XCTAssertEqual(aspect.isSame, true, aspect.aspect.name) }
    }
    func value(_ name: String) -> [String]? {
      (comparison.kinds.flatMap(\.aspects) + comparison.own).first { $0.aspect.name == name }?.a.items
    }
    XCTAssertEqual(value("hostname"), [try UnameField.nodename.read()])
    XCTAssertEqual(value("mounts")?.count, try MountTable.own().mounts.count)
    XCTAssertTrue(value("links")?.contains("lo") == true)
    XCTAssertEqual(value("pids")?.first, "\(getpid())")
    XCTAssertEqual(value("uid_map")?.first?.split(separator: " ").count, 3)
    XCTAssertEqual(value("root"), ["/"])
    XCTAssertEqual(value("pid_for_children"), ["same"])
    try a.checkAlive()
  }

  func testNamesOfAspectsAreKeys() {
    let names = Options.aspects.map(\.name)
    XCTAssertEqual(Set(names).count, names.count)
    for kind in NamespaceKind.allCases {
      XCTAssertTrue(Options.aspects.contains { $0.kind == kind }, "nothing is seen of \(kind.name)")
    }
  }

  func testNoSuchProcess() {
    XCTAssertThrowsError(try ComparedProcess(0x3FFF_FFFF).checkAlive()) {
      XCTAssertEqual($0 as? Errno, .noEntry)
    }
  }

  func testOneDifferenceDecidesAndAnUnknownOneLeavesItOpen() {
    let same = Finding.known(["1"]), other = Finding.known(["2"])
    XCTAssertEqual(comparison([(.uts, same, same)]).isSame, true)
    XCTAssertEqual(comparison([(.uts, same, same), (.net, same, other)]).isSame, false)
    XCTAssertEqual(comparison([(.uts, denied, same), (.net, same, other)]).isSame, false)
    XCTAssertNil(comparison([(.uts, denied, same), (.net, same, same)]).isSame)
    // Two that may not be read are not the same for that.
    XCTAssertNil(comparison([(.uts, denied, denied)]).isSame)
    XCTAssertEqual(comparison([(.uts, same, other)]).exitStatus, 1)
    XCTAssertEqual(comparison([(.uts, denied, same)]).exitStatus, 2)
  }

  func testEveryLineHasASign() {
    let one = Finding.known(["1"]), two = Finding.known(["2"])
    let text = lines(comparison([(.uts, one, one), (.net, one, two), (.ipc, denied, one)]))
    XCTAssertTrue(text[0].contains("11 one") && text[0].contains("22 two (self)"), text[0])
    XCTAssertTrue(text.contains { $0.hasPrefix("=  uts ") }, "\(text)")
    XCTAssertTrue(text.contains { $0.hasPrefix("!= net ") }, "\(text)")
    XCTAssertTrue(
      text.contains { $0.hasPrefix("?? ipc ") && $0.contains("cannot tell: Permission") }, "\(text)")
    XCTAssertTrue(text.contains("   1 of 3 namespaces differs: net; cannot tell: ipc"), "\(text)")
    // What it means stands below the one that differs, and only there.
    let meaning = text.firstIndex { $0.contains("even 127.0.0.1") }
    XCTAssertEqual(meaning, text.firstIndex { $0.hasPrefix("!= net") }.map { $0 + 1 })
    XCTAssertFalse(text.contains { $0.contains("host name set by one") })
  }

  func testOnlyWhatDiffers() {
    let one = Finding.known(["1"]), two = Finding.known(["2"])
    let own = [
      AspectComparison(aspect: aspect("alike"), a: one, b: one),
      AspectComparison(aspect: aspect("other"), a: one, b: two),
      AspectComparison(aspect: aspect("number", isIdentity: true), a: one, b: two),
    ]
    let text = lines(comparison([(.uts, one, one), (.net, one, two)], own: own), onlyDifferent: true)
    XCTAssertEqual(text.filter { $0.hasPrefix("=") || $0.hasPrefix("!=") }.count, 2, "\(text)")
    XCTAssertTrue(text.contains { $0.hasPrefix("!=  other") }, "\(text)")
  }

  func testOfASetOnlyWhatTheOtherHasNot() {
    let set = aspect("set", .set(count: { Text(en: "\($0) in all", zh: "") }))
    let a = Finding.known(["x", "x", "y"]), b = Finding.known(["x", "y", "z"])
    let text = lines(comparison([], own: [AspectComparison(aspect: set, a: a, b: b)])).joined(separator: "\n")
    XCTAssertTrue(text.contains("3 in all"), text)
    XCTAssertEqual(text.components(separatedBy: "+ x").count, 2, text)
    XCTAssertEqual(text.components(separatedBy: "+ z").count, 2, text)
    XCTAssertFalse(text.contains("+ y"), text)
  }

  func testALongListIsCut() {
    let a = Finding.known((1...100).map { "item\($0)" })
    let text = lines(
      comparison([], own: [AspectComparison(aspect: aspect("long"), a: a, b: .known([]))]))
    XCTAssertTrue(text.contains { $0.contains("item7 ") || $0.hasSuffix("item7") }, "\(text)")
    XCTAssertFalse(text.contains { $0.contains("item8") })
    XCTAssertTrue(text.contains { $0.contains("93 more") }, "\(text)")
    XCTAssertLessThan(text.count, 16)
  }

  func testTheTablesOfSystemVTellKeys() throws {
    // The heading is not taken for an object; whatever there is has one of three names.
    for row in try KeyTables().tell().split(separator: "\n") {
      let words = row.split(separator: " ")
      XCTAssertTrue(["shm", "sem", "msg"].contains(words.first), String(row))
      XCTAssertTrue(words.count == 2 && (words[1] == "private" || words[1].hasPrefix("0x")), String(row))
    }
  }

  func testTheJSONOfWhatCannotBeTold() throws {
    let json = comparison([(.uts, denied, .known(["7"]))]).json
    let text = String(decoding: json.text, as: UTF8.self)
    let all = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    XCTAssertTrue(all["same"] is NSNull)
    let uts = try XCTUnwrap((all["namespaces"] as? [String: Any])?["uts"] as? [String: Any])
    XCTAssertTrue(uts["a"] is NSNull)
    XCTAssertEqual(uts["a_reason"] as? String, "readlink(\"/proc/1/ns/uts\"): Permission denied")
    XCTAssertEqual(uts["b"] as? Int, 7)
    XCTAssertTrue(uts["b_reason"] is NSNull)
  }

  func testOptions() throws {
    func parsed(_ words: [CString]) throws -> Options {
      var options = Options()
      guard case .operands(let operands) = Options.table.parse(words, into: &options) else {
        throw Errno.invalid
      }
      try options.take(Array(operands))
      return options
    }
    XCTAssertEqual(try parsed(["4242"]).pids, [4242, nil])
    XCTAssertEqual(try parsed(["self", "1"]).pids, [nil, 1])
    XCTAssertEqual(try parsed(["--only", "uts,mount", "1"]).kinds, [.uts, .mount])
    XCTAssertFalse(try parsed(["--only", "uts", "1"]).showsOwn)
    XCTAssertEqual(try parsed(["--only", "mnt,process", "1"]).kinds, .mount)
    XCTAssertTrue(try parsed(["--only", "process", "1"]).showsOwn)
    XCTAssertEqual(try parsed(["--interval", "0.5", "1"]).interval, 500)
    for bad: [CString] in [
      [], ["1", "2", "3"], ["0"], ["-5"], ["x"], ["--only", "", "1"], ["--only", "uts,,net", "1"],
      ["--interval", "0", "1"], ["--json", "--watch", "1"],
    ] {
      XCTAssertThrowsError(try parsed(bad), "\(bad)")
    }
  }
}
