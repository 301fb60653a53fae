import TestSupport
import XCTest

/// A lab about control groups: of a scene that not everybody may have.
class GroupLabCase: LabCase {
  /// Root has made no group for an ordinary user: then the lab says so, and what would help.
  func isBlockedForAnOrdinaryUser(_ id: String, _ controller: String) throws {
    try isBlockedForAnOrdinaryUser(
      id,
      saying: [
        "you may make no control group with the controller \(controller) here",
        "systemd-run --user --scope -p Delegate=yes",
      ])
  }

  func isBlockedForAnOrdinaryUser(_ id: String, saying texts: [String]) throws {
    try skipInPlayground("all labs are tried by an ordinary user there in one run: LabToolTests")
    try XCTSkipUnless(geteuid() == 0, "an ordinary user may have been given a group of his own")
    let users = try OrdinaryUsers(), user = users.ids[0]
    let ran = try TestSupport.run(
      users.command(user, "lab test \(id)"), environment: environment, deadline: 60)
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
    XCTAssertTrue(ran.output.hasSuffix("0 passed, 0 failed, 1 skipped\n"), ran.output + ran.error)
    for text in texts { XCTAssertTrue(ran.output.contains(text), ran.output) }
    XCTAssertEqual(users.left(by: user), [])
  }
}
