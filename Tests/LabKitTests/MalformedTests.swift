import Foundation
import Isolation
import TestSupport
import XCTest

@testable import LabKit

/// Whatever stands in a lab file: one clear message with file and line, never a crash, never a hang.
final class MalformedTests: XCTestCase {
  private static let good = """
    format: 1
    id: x
    number: 1
    claims: [a.b]
    minutes: 1
    steps:
      - id: one
        predict: {choices: [a, b], answer: a}
        observe: {choices: predict}

    """

  /// What is said of a lab.yaml.
  private func refusal(_ bytes: [UInt8], _ place: Scratch) throws -> FormatError? {
    try Data(bytes).write(to: URL(fileURLWithPath: place.path + "/lab.yaml"))
    do throws(FormatError) {
      let lab = try Lab(folder: place.path)
      // What can be read can be looked at further.
      _ = lab.problems()
      _ = lab.alterations
      _ = PlanText(lab).calls
      _ = lab.draws.map { $0.value() }
      return nil
    } catch {
      return error
    }
  }

  private func refusal(_ text: String) throws -> FormatError? { try refusal(Array(text.utf8), Scratch()) }

  /// Changes the good file, and says what comes of it.
  private func refusal(of old: String, as new: String) throws -> String {
    let text = Self.good.replacingOccurrences(of: old, with: new)
    XCTAssertNotEqual(text, Self.good)
    let found = try XCTUnwrap(refusal(text), "\(new) was taken")
    return String(found.text(in: .english).drop { $0 != ":" })
  }

  func testAPlaceholderWithoutQuotes() throws {
    let text =
      SmallLab.head + "draw: {key: {word: 5}}\nsteps:\n  - id: one\n    checks:\n"
      + "      - expect: {hostname: ${key}, in: outside}\n"
    XCTAssertThrowsError(try SmallLab.lab(text)) { error in
      let said = (error as? FormatError)?.text(in: .english) ?? ""
      XCTAssertTrue(said.contains("quote what has ${...} in it"), said)
    }
  }

  func testTheGoodFileIsGood() throws { XCTAssertNil(try refusal(Self.good)) }

  func testEachFaultHasItsMessageAndLine() throws {
    let cases = [
      ("minutes: 1", "minuets: 1", ":5: unknown field \"minuets\"; did you mean \"minutes\"?"),
      ("minutes: 1", "minutes: 1\ncolour: 3", ":6: unknown field \"colour\" (known here: format, id, "),
      ("minutes: 1\n", "", ":1: \"minutes\" is missing"),
      ("minutes: 1", "minutes: one", ":5: expected a number here"),
      ("minutes: 1", "minutes: 0", ":5: expected a number from 1 to 999 here"),
      ("minutes: 1", "minutes: [1]", ":5: expected a number here"),
      ("number: 1", "number: 99999999999999999999", ":3: expected a number here"),
      ("id: x", "id:", ":2: expected text here"),
      ("id: x", "id: {a: b}", ":2: expected text here"),
      ("id: x", "id: ../x", ":2: expected a name of small letters, digits and hyphens here"),
      ("claims: [a.b]", "claims: a.b", ":4: expected a list here"),
      ("claims: [a.b]", "claims: [[a]]", ":4: expected text here"),
      ("format: 1", "format: 2", ":1: this program knows format 1 only"),
      ("number: 1", "number: 1\nnumber: 2", ":3: the field \"number\" is there twice"),
      ("number: 1", "1: a\n\"1\": b\nnumber: 1", ":4: the field \"1\" is there twice"),
      ("number: 1", "[a]: b\nnumber: 1", ":3: expected text here"),
      ("  - id: one", "  - ids: one", ":7: unknown field \"ids\"; did you mean \"id\"?"),
      ("answer: a}", "answer: c}", ":8: the answer is none of the choices"),
      ("[a, b]", "[a, a]", ":8: expected one to nine choices, no two alike here"),
      ("    observe", "\tobserve", ":9: not YAML: found character that cannot start any token"),
      (Self.good, "- a\n- b\n", ":1: expected fields (key: value) here"),
      (Self.good, "", ": the file is empty"),
      (Self.good, "# nothing\n", ": the file is empty"),
      (Self.good, "a: *a\n", ":1: not YAML: found undefined alias"),
      (Self.good, "a: &a [*a]\n", ":1: not YAML: found undefined alias"),
      ("minutes: 1", "minutes: 1\nneeds: [root, rot]", ":6: unknown need \"rot\""),
      ("minutes: 1", "minutes: 1\nscene: {namespaces: [user]}", ":6: a scene is made of"),
      ("minutes: 1", "minutes: 1\ndraw: {name: {word: -3}}", ":6: a word has 3 to 32 letters"),
      (
        "minutes: 1", "minutes: 1\ndraw: {name: {number: [-9223372036854775808, 9223372036854775807]}}",
        ":6: expected"
      ),
      (
        "  - id: one", "  - for-each: {x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]}\n    id: one",
        ":7: expected at most"
      ),
      ("  - id: one", "  - for-each: {x: [1, 1]}\n    id: one", ":7: two steps are called \"one-1\""),
    ]
    for (old, new, message) in cases {
      let said = try refusal(of: old, as: new)
      XCTAssertTrue(said.hasPrefix(message), "\(new): \(said)")
    }
    let twice = Self.good + Self.good.components(separatedBy: "steps:\n")[1]
    let said = try XCTUnwrap(refusal(twice)).text(in: .english)
    XCTAssertTrue(said.hasSuffix(":10: two steps are called \"one\""), said)
  }

  /// No name may be used before it is bound, so nothing can depend on itself.
  func testDependenciesThatAreUnknownOrGoRound() throws {
    let cases = [
      ("      - let: a\n        be: {namespace: uts, held-by: session, not: [a]}\n", 11, "\"a\""),
      (
        """
              - let: a
                be: {process: session, child-of: b}
              - let: b
                be: {process: session, child-of: a}

        """, 11, "\"b\""
      ),
      ("      - expect: {hostname: {equal-in: nowhere}, in: outside}\n", 10, "\"nowhere\""),
      ("      - let: a\n        be: {process: session, count: -1}\n", 11, "1 to 1000"),
      ("      - let: a\n        be: {process: session, nspid-last: 5000000}\n", 11, "4194304"),
      ("      - expect: {hostnam: x, in: outside}\n", 10, "did you mean \"hostname\"?"),
      (
        "      - expect: {hostname: {matches: '(((a{255}){255}){255}){255}'}, in: outside}\n", 10,
        "an extended regular expression"
      ),
    ]
    for (checks, line, word) in cases {
      let refused = try XCTUnwrap(refusal(Self.good + "    checks:\n" + checks), checks)
      XCTAssertEqual(refused.line, line + 1, checks)
      XCTAssertTrue(refused.text(in: .english).contains(word), refused.text(in: .english))
    }
  }

  func testBytesThatAreNoText() throws {
    let good = Array(Self.good.utf8)
    for (bytes, line, message) in [
      (good + [0], 10, "control character here (0x00)"), (Array("a\n\u{1B}[2J".utf8), 2, "(0x1b)"),
      (Array("a: b\n\nc: ".utf8) + [0xC3, 0x28] + good, 3, "this is not UTF-8"),
      ([0xFF, 0xFE, 0x61], 1, "this is not UTF-8"), (Array("é: 文\n".utf8) + [0xED, 0xA0, 0x80], 2, "UTF-8"),
    ] {
      let refused = try XCTUnwrap(refusal(bytes, Scratch()))
      XCTAssertEqual(refused.line, line, message)
      XCTAssertTrue(refused.text(in: .english).contains(message), refused.text(in: .english))
    }
  }

  func testEndsOfLinesOfAnotherSystem() throws {
    let folder = try Scratch()
    let crlf = Self.good.replacingOccurrences(of: "\n", with: "\r\n")
    XCTAssertNil(try refusal(Array(crlf.utf8), folder))
    let guide = "# A\r\nintroduction\r\n\r\n## one\r\ntext\r\n### why\r\nbecause\r\n"
    try folder.file("guide.en.md", guide)
    let lab = try Lab(folder: folder.path)
    XCTAssertEqual(lab.guide(in: .english).title, "A")
    XCTAssertEqual(lab.guide(in: .english).steps["one"]?.why, "because")
  }

  func testAFileThatIsFarTooLarge() throws {
    let folder = try Scratch()
    let large = [UInt8](repeating: 97, count: 10 << 20)
    XCTAssertTrue(try refusal(large, folder)?.text(in: .english).contains("larger than 1 MiB") ?? false)
    try Data(Self.good.utf8).write(to: URL(fileURLWithPath: folder.path + "/lab.yaml"))
    try Data(large).write(to: URL(fileURLWithPath: folder.path + "/guide.zh.md"))
    XCTAssertThrowsError(try Lab(folder: folder.path)) {
      XCTAssertTrue(
        (($0 as? FormatError)?.text(in: .english) ?? "").hasSuffix("so it is not what it should be"))
    }
  }

  /// Neither waits for a writer nor reads for ever.
  func testWhatIsNoPlainFile() throws {
    let folder = try Scratch()
    let path = folder.path + "/lab.yaml"
    XCTAssertEqual(unsafe mkfifo(path, 0o600), 0)
    XCTAssertThrowsError(try Lab(folder: folder.path))
    XCTAssertEqual(unsafe unlink(path), 0)
    XCTAssertEqual(unsafe symlink("/dev/zero", path), 0)
    XCTAssertThrowsError(try Lab(folder: folder.path))
  }

  /// Nine levels of nine: a billion nodes, as a value, as a key, and where it would be read.
  func testABillionLaughs() throws {
    func bomb(_ levels: Int, _ width: Int) -> String {
      (1...levels).reduce("a0: &a0 [lol]\n") { text, level in
        let row = [String](repeating: "*a\(level - 1)", count: width).joined(separator: ",")
        return text + "a\(level): &a\(level) [\(row)]\n"
      }
    }
    for text in [bomb(9, 9), bomb(9, 9) + "? *a9\n: x\n", Self.good + bomb(12, 2), bomb(3, 100)] {
      let said = try XCTUnwrap(refusal(text)).text(in: .english)
      XCTAssertTrue(said.contains("more than 12 aliases"), said)
    }
    // As many as an author may want are taken.
    let shared = Self.good.replacingOccurrences(of: "claims: [a.b]", with: "claims: [&a a.b, *a, *a]")
    XCTAssertNil(try refusal(shared))
    // And one in a large file, where each costs as much as the file holds, are not.
    let large = bomb(1, 1) + String(repeating: "# filling\n", count: 7000)
    XCTAssertTrue(try XCTUnwrap(refusal(large + "b: *a0\n")).text(in: .english).contains("64 KiB"))
  }

  func testNestingWithoutEnd() throws {
    for text in [
      String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
      String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
      (0..<1200).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
      "a: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
    ] { XCTAssertNotNil(try refusal(text)) }
  }

  /// What a file says is not said on to the terminal as it is.
  func testAMessageIsOneHarmlessLine() throws {
    let long = String(repeating: "x", count: 5000)
    for key in [long, "\"a\\e[2Jb\"", "\"a\\nb\""] {
      let said = try XCTUnwrap(refusal(Self.good + "? \(key)\n: 1\n")).text(in: .english)
      XCTAssertTrue(said.contains("unknown field"), said)
      XCTAssertLessThan(said.count, 600)
      XCTAssertFalse(said.unicodeScalars.contains { $0.value < 0x20 }, said)
    }
  }

  /// Thousands of spoilt copies of the labs that there are: read, or refused with a line.
  func testSpoiltLabs() throws {
    let place = try Scratch()
    var mutator = Mutator(seed: 4), refused = 0, taken = 0
    let originals = try labs("lab.yaml")
    for original in originals {
      for _ in 0..<(isPlayground ? 60 : 700) / originals.count {
        let spoilt = mutator.mutate(original)
        guard let error = try refusal(spoilt, place) else {
          taken += 1
          continue
        }
        refused += 1
        check(error, spoilt)
      }
    }
    // The mutations are worth something: most are noticed, and some files are still good.
    XCTAssertGreaterThan(refused, taken)
    XCTAssertGreaterThan(taken, 0)
  }

  func testSpoiltGuides() throws {
    var mutator = Mutator(seed: 5)
    let originals = try labs("guide.en.md") + labs("guide.zh.md")
    for original in originals {
      for _ in 0..<(isPlayground ? 60 : 700) / originals.count {
        let spoilt = mutator.mutate(original)
        do throws(FormatError) {
          let guide = try Guide(SourceFile.text(spoilt, "guide"), file: "guide")
          _ = guide.steps.values.map(\.choices)
        } catch {
          XCTAssertFalse(error.text(in: .chinese).isEmpty)
        }
      }
    }
  }

  private func check(_ error: FormatError, _ spoilt: [UInt8]) {
    let said = error.text(in: .english), lines = spoilt.split(separator: 10, omittingEmptySubsequences: false)
    let isOfTheWhole = ["is empty", "nested too deep"].contains { said.contains($0) }
    let line = error.line ?? 0
    if !isOfTheWhole, line < 1 || line > lines.count + 1 {
      XCTFail("\(said)\n\(String(decoding: spoilt, as: UTF8.self))")
    }
    XCTAssertTrue(said.contains("lab.yaml") && said.count < 700 && !said.contains("\n"), said)
  }

  private func labs(_ name: String) throws -> [[UInt8]] {
    let folders = try FileManager.default.contentsOfDirectory(atPath: packageRoot + "/Labs").sorted()
    let files = folders.map { "\(packageRoot)/Labs/\($0)/\(name)" }
    return try files.filter { FileManager.default.fileExists(atPath: $0) }.map {
      Array(try Data(contentsOf: URL(fileURLWithPath: $0)))
    }
  }
}
