import XCTest

@testable import Isolation
@testable import ns_unshare

/// A caller 1000:1001, and the plan of what is asked for.
class UnsharePlanCase: XCTestCase {
  var facts = Facts(users: IdFacts(own: 1000), groups: IdFacts(own: 1001))

  func plan(_ change: (inout Options) -> Void) -> Plan {
    var options = Options()
    options.command = ["sh"]
    change(&options)
    return Plan(options, on: facts)
  }

  func check(
    _ expected: String, line: UInt = #line, _ change: (inout Options) -> Void
  ) {
    XCTAssertEqual(plan(change).listing, expected, line: line)
    XCTAssertEqual(plan(change).flaws, [], line: line)
  }
}

extension Options {
  mutating func beRoot() {
    users.single = .id(0)
    groups.single = .id(0)
  }
}
