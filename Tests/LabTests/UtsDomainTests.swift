import TestSupport
import XCTest

/// L2: the second name of a UTS namespace is the NIS domain, and has nothing to do with DNS.
final class UtsDomainTests: LabCase {
  private let id = "uts-domain"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 3) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id) }
  func testALearnerWalksItWithUtilLinux() throws { try walks(id, replacing: Self.utilLinux) }

  func testTheDomainOutsideIsAnother() throws {
    try failsWith(
      "{shell: outside, type: 'domainname ${nis}'}", for: "{shell: inside, type: 'domainname ${nis}'}", id,
      saying: "the NIS domain name in outside")
  }

  func testTheHostNameIsAnother() throws {
    try failsWith(
      "type: 'hostname ${nis}'", for: "type: 'domainname ${nis}'", id, saying: "the NIS domain name in inner")
  }

  func testAnIpcNamespaceHasNoDomain() throws {
    try failsWith("ns-unshare --ipc sh", for: "ns-unshare --uts sh", id, saying: "inner")
  }

  func testADotInTheHostNameIsNotTheDomain() throws {
    try failsWith(
      "'hostname ${host} && domainname example.org'", for: "'hostname ${host}.example.org'", id,
      saying: "the NIS domain name in inner")
  }

  func testALearnerWhoSetsItOutsideIsTold() throws {
    try isTold(id, after: ["domainname elsewhere"], says: "the command was typed in the outer shell")
  }

  func testALearnerWhoRenamesTheOuterHostIsTold() throws {
    try isTold(id, after: ["hostname elsewhere"], says: "The host name *outside* has changed")
  }

  func testALearnerWhoSetsTheHostNameInsteadIsTold() throws {
    try skipInPlayground("what is said of a wrong turn is tried on the host")
    let student = try student(id)
    let nis = try drawn(student, after: "set the domain name to `")
    XCTAssertTrue(student.sees("\n> "), student.screen)
    student.types("?")
    XCTAssertTrue(student.sees("ready> "), student.screen)
    student.types("unshare --uts sh")
    XCTAssertTrue(student.sees("ready> "), student.screen)
    student.types("hostname \(nis)")
    XCTAssertTrue(student.sees("It is the other of the two names"), student.screen)
  }

  func testALearnerWhoMixesTheTwoNamesIsTold() throws {
    try skipInPlayground("what is said of a wrong turn is tried on the host")
    let student = try student(id)
    let nis = try drawn(student, after: "set the domain name to `")
    XCTAssertTrue(student.sees("\n> "), student.screen)
    student.types("?")
    for line in ["unshare --uts sh", "domainname \(nis)"] {
      XCTAssertTrue(student.sees("ready> "), student.screen)
      student.types(line)
    }
    XCTAssertTrue(student.sees("lab next"), student.screen)
    student.types("lab next")
    XCTAssertTrue(student.sees("\n> "), student.screen)
    student.types("?")
    let host = try drawn(student, after: "set the host name to `", until: ".")
    XCTAssertTrue(student.sees("\n> "), student.screen)
    student.types("?")
    XCTAssertTrue(student.sees("ready> "), student.screen)
    student.types("hostname \(host)")
    XCTAssertTrue(student.sees("without the part from the first dot on"), student.screen)
    student.types("domainname example.org")
    XCTAssertTrue(student.sees("is no longer the one that you set"), student.screen)
    student.types("domainname \(nis); hostname \(host).example.org")
    XCTAssertTrue(student.sees("lab next"), student.screen)
  }

  /// What was drawn for this learner, as the screen shows it.
  private func drawn(_ student: Typist, after text: String, until end: Character = "`") throws -> String {
    XCTAssertTrue(student.sees(text), student.screen)
    var word = ""
    XCTAssertTrue(
      eventually(within: 5) {
        _ = student.sees("\0", within: 0.1)
        word = String(student.screen.prefix { $0 != end })
        return student.screen.contains(end)
      }, student.screen)
    return try XCTUnwrap(word.isEmpty ? nil : word)
  }
}
