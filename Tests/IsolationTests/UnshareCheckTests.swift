import Console
import XCTest

@testable import Isolation
@testable import ns_unshare

/// What is refused before anything is done.
final class UnshareCheckTests: XCTestCase {
  private func parse(_ words: CString...) throws -> Options {
    var options = Options()
    switch Options.table.parse(words, into: &options) {
    case .operands(let command): options.command = command
    case let other: throw Refused(what: "\(other)")
    }
    return options
  }
  private struct Refused: Error { let what: String }

  private func isSound(_ facts: Facts = Facts(), _ words: CString...) -> Bool { isSound(facts, words) }

  private func isSound(_ facts: Facts, _ words: [CString]) -> Bool {
    var options = Options()
    guard case .operands = Options.table.parse(words, into: &options) else { return false }
    return (try? options.check(facts)) != nil
  }

  func testOptionsImplyOthers() throws {
    XCTAssertEqual(try parse("-r").kinds, .user)
    XCTAssertEqual(try parse("--mount-proc").kinds, .mount)
    XCTAssertEqual(try parse("--mount-proc").proc, "/proc")
    XCTAssertEqual(try parse("--mount-proc=/p").proc, "/p")
    let killed = try parse("--kill-child")
    XCTAssertTrue(killed.fork)
    XCTAssertEqual(killed.deathSignal, .kill)
    XCTAssertEqual(try parse("--kill-child=sigterm").deathSignal, .terminate)
    XCTAssertEqual(try parse("-muinpUCT").kinds.ordered.count, 8)
    XCTAssertTrue(try parse("--forward-signals").fork)
    XCTAssertEqual(try parse("--mount-binfmt").kinds, [.user, .mount])
    XCTAssertEqual(try parse("--mount-binfmt").proc, "/proc")
    XCTAssertNil(try parse("--mount-binfmt=/b").proc)
    XCTAssertEqual(try parse("-l", "x").binaryFormats, Mount.binaryFormats)
    XCTAssertEqual(try parse("--mount-binfmt=/b", "-l", "x").binaryFormats, "/b")
    XCTAssertEqual(
      try parse("--map-users", "1:2:3").users.blocks, [.range(IdRange(inside: 1, outside: 2, count: 3))])
    // As it was written before util-linux 2.39: the other way round.
    XCTAssertEqual(
      try parse("--map-users", "2,1,3").users.blocks, try parse("--map-users", "1:2:3").users.blocks)
  }

  func testTheCommandKeepsItsOptions() throws {
    XCTAssertEqual(try parse("-u", "ls", "-u", "--uts").command, ["ls", "-u", "--uts"])
    XCTAssertEqual(try parse("-u", "--", "-x").command, ["-x"])
  }

  func testBadInputIsRefused() {
    let file = Facts(present: ["/f"])
    XCTAssertTrue(isSound(file, "--uts=/f", "true"))
    XCTAssertTrue(isSound(file, "--fork", "--pid=/f", "true"))
    XCTAssertFalse(isSound(file, "--pid=/f", "true"))
    XCTAssertFalse(isSound(file, "--uts=/g", "true"))
    XCTAssertFalse(isSound(file, "--setgroups", "deny"))
    XCTAssertTrue(isSound(file, "-U", "--setgroups", "allow"))
    XCTAssertFalse(isSound(file, "-r", "--setgroups", "allow"))
    XCTAssertFalse(isSound(file, "-U", "--setgroups", "perhaps"))
    XCTAssertTrue(isSound(file, "--propagation", "slave"))
    XCTAssertFalse(isSound(file, "-m", "--propagation", "sideways"))
    XCTAssertFalse(isSound(file, "--kill-child=NOSUCH"))
    XCTAssertFalse(isSound(file, "--kill-child=0"))
    XCTAssertFalse(isSound(Facts(absent: ["/nowhere"]), "--root", "/nowhere"))
    XCTAssertFalse(isSound(file, "--nonsense"))
    XCTAssertFalse(isSound(file, "--boottime", "5"))
    XCTAssertTrue(isSound(file, "-T", "--boottime", "-5"))
    XCTAssertFalse(isSound(file, "-T", "--boottime", "5s"))
    XCTAssertFalse(isSound(file, "--map-users", "0:0:5", "--map-users", "3:9:1"))
    XCTAssertFalse(isSound(file, "--map-users", "0:5:5", "--map-users", "10:9:1"))
    XCTAssertTrue(isSound(file, "--map-users", "0:0:5", "--map-users", "5:9:1"))
    for bad in ["", "0:0", "0:0:0", "0:0:x", "1:2:3:4", "0:4294967290:6", "-1:0:1", "0,0", "some"] {
      XCTAssertFalse(isSound(file, "--map-groups", CString(bad)), bad)
    }
    // No line of subuid: nothing to map.
    XCTAssertFalse(isSound(file, "--map-auto"))
    XCTAssertFalse(isSound(file, "--map-subids"))
    XCTAssertFalse(isSound(file, "--owner", "1"))
    XCTAssertFalse(isSound(file, "--map-user", "no such user"))
    XCTAssertTrue(isSound(file, "--map-user", "root", "--map-group", "0"))
    let many: [CString] = (0..<341).flatMap { ["--map-users", CString("\($0 * 2):\($0 * 2):1")] }
    XCTAssertFalse(isSound(file, many))
    XCTAssertTrue(isSound(file, Array(many.dropLast(2))))
  }
}
