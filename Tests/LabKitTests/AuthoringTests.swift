import Foundation
import Isolation
import TestSupport
import XCTest

@testable import LabKit

/// What `lab lint` finds in guides, and what `lab new` makes.
final class AuthoringTests: XCTestCase {
  private var place = ""
  private var scratch: Scratch?

  override func setUpWithError() throws {
    let scratch = try Scratch()
    self.scratch = scratch
    let new = try XCTUnwrap(NewLab(id: "mine", number: 7, in: scratch.path))
    try new.write()
    place = new.folder
    XCTAssertTrue(place.hasSuffix("/07-mine"))
  }

  override func tearDown() {
    scratch = nil
    super.tearDown()
  }

  /// Twice the bytes for a Chinese character is near enough here.
  private func problems(claims: Claims? = nil) throws -> [String] {
    try Lab(folder: place).problems(claims) { line in
      line.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 2 : 1) }
    }.map { String($0.text(in: .english).split(separator: "/").last ?? "") }
  }

  private func change(_ name: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: "\(place)/\(name)", encoding: .utf8)
    XCTAssertTrue(text.contains(old), old)
    try text.replacingOccurrences(of: old, with: new)
      .write(toFile: "\(place)/\(name)", atomically: true, encoding: .utf8)
  }

  func testANewLabIsWellWritten() throws {
    XCTAssertEqual(try problems(), [])
    let lab = try Lab(folder: place)
    XCTAssertEqual([lab.id, "\(lab.number)", "\(lab.steps.count)"], ["mine", "7", "1"])
    XCTAssertEqual(lab.guides.count, 2)
  }

  func testAnIdThatIsNoNameIsRefused() {
    for id in ["", "-x", "A", "a b", "../a", "实验", String(repeating: "x", count: 61)] {
      XCTAssertNil(NewLab(id: id, number: 1, in: place), id)
    }
  }

  func testAnExistingFolderIsLeftAlone() throws {
    try change("lab.yaml", "minutes: 5", "minutes: 6")
    let again = try XCTUnwrap(NewLab(id: "mine", number: 7, in: XCTUnwrap(scratch).path))
    XCTAssertThrowsError(try again.write())
    XCTAssertEqual(try Lab(folder: place).minutes, 6)
  }

  func testAPlaceholderThatNothingFillsIn() throws {
    try change("guide.en.md", "${name}", "${nmae}")
    var found = try problems()
    XCTAssertTrue(
      found.contains {
        $0.hasPrefix("guide.en.md:") && $0.contains("nothing fills in ${nmae}; did you mean")
      },
      "\(found)")
    try change("guide.en.md", "${nmae}", "${name}")
    try change("lab.yaml", "${name}", "${inner.size}")
    found = try problems()
    XCTAssertTrue(
      found.contains { $0.hasPrefix("lab.yaml:") && $0.contains("nothing fills in ${inner.size}") },
      "\(found)")
  }

  /// Before the first step and after the last, what was drawn is known, and no binding.
  func testPlaceholdersOutsideTheSteps() throws {
    let guide = try String(contentsOfFile: place + "/guide.en.md", encoding: .utf8)
    let title = try XCTUnwrap(guide.split(separator: "\n").first.map(String.init))
    try change("guide.en.md", title, title + "\n\nIn ${scene} it is called ${name}.")
    var found = try problems()
    XCTAssertTrue(
      found.contains("guide.en.md:3: nothing fills in ${scene}; that needs a scene with namespaces: [mnt]"),
      "\(found)")
    try change("lab.yaml", "namespaces: [uts]", "namespaces: [uts, mnt]")
    XCTAssertFalse(try problems().contains { $0.contains("nothing fills in") })
    try change("guide.en.md", "In ${scene} it", "In ${inner.pid} it")
    found = try problems()
    XCTAssertTrue(
      found.contains("guide.en.md:3: nothing fills in ${inner.pid} outside the steps"), "\(found)")
  }

  func testAPlaceholderOfATranslationOnly() throws {
    try change("guide.zh.md", "${name}", "${outside.pid}")
    let found = try problems()
    XCTAssertTrue(
      found.contains { $0.contains("has ${outside.pid}, which the English text has not") }, "\(found)")
  }

  func testHintsAreNumberedOneAfterTheOther() throws {
    try change("guide.zh.md", "### hint-2", "### hint-4")
    let found = try problems()
    XCTAssertTrue(found.contains { $0.hasSuffix("this should be hint-2") }, "\(found)")
  }

  func testAHeadingThatIsThereTwice() throws {
    try change("guide.en.md", "### hint-2", "### hint-1")
    let found = try problems()
    XCTAssertTrue(found.contains { $0.hasSuffix("hint-1\" is there twice") }, "\(found)")
  }

  func testALineThatIsTooWide() throws {
    try change("guide.zh.md", "外面的域名变了。", String(repeating: "宽", count: 51))
    try change("guide.en.md", "The host name and", String(repeating: "x", count: 90))
    let found = try problems().filter { $0.contains("columns") }
    XCTAssertEqual(found.count, 2, "\(found)")
    for (line, start) in zip(found, ["guide.en.md:16: the line takes 1", "guide.zh.md:14: the line takes 1"])
    {
      XCTAssertTrue(line.hasPrefix(start), line)
    }
  }

  func testATextThatIsStillEnglish() throws {
    try change("guide.zh.md", "主机名和域名属于同一种命名空间。", "The host name and the domain name live together.")
    try change("guide.zh.md", "先运行 `ns-unshare --uts sh`，再运行 `domainname ${name}`。", "`domainname ${name}`")
    let found = try problems()
    XCTAssertEqual(found.count, 1, "a command alone is no English: \(found)")
    XCTAssertTrue(found.first?.hasSuffix("hint-1\" is not translated") ?? false, "\(found)")
  }

  func testATranslationThatIsBehind() throws {
    // Another break of the line is no change.
    try change("guide.en.md", "Then read it\nthere", "Then\nread it there")
    XCTAssertEqual(try problems(), [])
    try change("guide.en.md", "there and outside", "there, and outside as well")
    try change("guide.en.md", "## docker\n", "## docker\nMore. ")
    let found = try problems()
    XCTAssertEqual(found.count, 2, "\(found)")
    let first = try XCTUnwrap(found.first)
    XCTAssertTrue(first.hasPrefix("guide.zh.md:5: \"set-inside\": the English text has changed"), first)
    XCTAssertEqual(try Translation(.chinese, of: place).confirm(), 9)
    XCTAssertEqual(try problems(), [])
    // Where nobody has confirmed anything, nothing is known.
    try FileManager.default.removeItem(atPath: place + "/guide.zh.sums")
    try change("guide.en.md", "More. ", "Less. ")
    XCTAssertEqual(try problems(), [])
  }

  func testClaims() throws {
    let top = try XCTUnwrap(scratch)
    XCTAssertNil(try Claims(of: top.path))
    try top.file("claims.txt", "# comment\nuts.domain\n")
    XCTAssertEqual(try problems(claims: Claims(of: top.path)), [])
    try change("lab.yaml", "[uts.domain]", "[uts.domian]")
    XCTAssertEqual(
      try problems(claims: Claims(of: top.path)),
      ["lab.yaml: unknown claim \"uts.domian\"; did you mean \"uts.domain\"?"])
  }

  func testDistancesOfWords() {
    for (a, b, distance) in [("", "abc", 3), ("abc", "abc", 0), ("acb", "abc", 1), ("kitten", "sitting", 3)] {
      XCTAssertEqual(a.distance(to: b), distance)
      XCTAssertEqual(b.distance(to: a), distance)
    }
    XCTAssertNil("xyz".nearest(in: ["abc"]))
    XCTAssertEqual("hostnmae".nearest(in: ["hostname", "domainname"]), "hostname")
  }

  /// The test vectors of SipHash-2-4: the key is 00...0f, the text 00...0e.
  func testTheHashIsSipHash() {
    let hash = KeyedHash(0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908)
    XCTAssertEqual(hash.value([]), 0x726F_DB47_DD0E_0E31)
    XCTAssertEqual(hash.value(Array(0..<8)), 0x93F5_F579_9A93_2462)
    XCTAssertEqual(hash.value(Array(0..<15)), 0xA129_CA61_49BE_45E5)
    XCTAssertNotEqual(KeyedHash(key: "a").hex("x"), KeyedHash(key: "b").hex("x"))
    XCTAssertEqual(KeyedHash(key: "a").hex("x").count, 16)
  }

  func testWhatIsAltered() throws {
    XCTAssertEqual(
      try Lab(folder: place).alterations.map(\.label),
      [
        "without \"ns-unshare --uts sh\"", "with \"ns-unshare --ipc sh\"", "without \"domainname ${name}\"",
        "with another ${name} in \"domainname ${name}\"",
      ])
    XCTAssertEqual("ns-enter --pid=/x --uts -t 1 sh".withOtherNamespace, "ns-enter --pid=/x --ipc -t 1 sh")
    XCTAssertEqual("unshare --uts --ipc sh".withOtherNamespace, "unshare --net --ipc sh")
    XCTAssertNil("echo --uts".withOtherNamespace)
    XCTAssertNil("ns-unshare -u sh".withOtherNamespace)
  }
}
