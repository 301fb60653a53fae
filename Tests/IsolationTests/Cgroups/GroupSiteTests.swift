import Isolation
import XCTest

/// Where a group may be made: the rules of version 2, and of systemd.
final class GroupSiteTests: XCTestCase {
  private let root = GroupMaker(pid: 10, isRoot: true, hasSystemd: false)
  private let user = GroupMaker(pid: 10, isRoot: false, hasSystemd: true)
  private var onSystemd: GroupMaker { GroupMaker(pid: 10, isRoot: true, hasSystemd: true) }

  private func group(
    _ path: CString, has: Set<String> = ["cpu", "memory", "pids"], hands: Set<String> = [],
    processes: [Int32] = [],
    topmost: Bool = false
  ) -> GroupAncestor {
    var group = GroupAncestor(path)
    group.controllers = has
    group.handsDown = hands
    group.processes = processes
    group.isTopmost = topmost
    return group
  }

  /// A session of systemd, as root is in it after logging in.
  private var session: [GroupAncestor] {
    [
      group("/c/user.slice/user-0.slice/session-1.scope", has: ["memory", "pids"], processes: [10, 11]),
      group("/c/user.slice/user-0.slice", has: ["memory", "pids"], hands: ["memory", "pids"]),
      group("/c/user.slice", has: ["cpu", "memory", "pids"], hands: ["memory", "pids"]),
      group("/c", hands: ["cpu", "memory", "pids"], processes: [2], topmost: true),
    ]
  }

  private func refused(
    _ body: () throws(NoSite) -> GroupSite, line: UInt = #line
  ) -> NoSite? {
    do throws(NoSite) {
      let site = try body()
      XCTFail("\(site)", line: line)
      return nil
    } catch { return error }
  }

  func testAReadOnlyMountIsNobodys() {
    var top = group("/c", hands: ["pids"], topmost: true)
    top.isMine = false
    top.isReadOnly = true
    for maker in [root, user, onSystemd] {
      XCTAssertEqual(
        refused { () throws(NoSite) in try maker.site(for: ["pids"], in: [top]) }, .readOnly("/c"))
      XCTAssertEqual(
        refused { () throws(NoSite) in try maker.site(for: ["pids"], below: top) }, .readOnly("/c"))
    }
  }

  func testTheNearestThatHandsThemDown() throws {
    XCTAssertEqual(
      try onSystemd.site(for: ["memory", "pids"], in: session), GroupSite("/c/user.slice/user-0.slice"))
    XCTAssertEqual(try onSystemd.site(for: ["cpu"], in: session), GroupSite("/c"))
    // With nothing asked for the scope is still no place: it has processes, and may be made to have controllers.
    XCTAssertEqual(try onSystemd.site(for: [], in: session), GroupSite("/c/user.slice/user-0.slice"))
  }

  /// `+pids` on a populated scope would succeed, and make it threaded.
  func testSystemdsGroupsAreLeftAlone() {
    XCTAssertEqual(
      refused { () throws(NoSite) in try onSystemd.site(for: ["io"], in: session) },
      .systemds("/c/user.slice/user-0.slice/session-1.scope", ["io"]))
  }

  func testWithoutSystemdTheTopmostIsAsked() throws {
    let lineage = [group("/c/a", has: [], processes: [10]), group("/c", processes: [1, 2], topmost: true)]
    XCTAssertEqual(try root.site(for: ["memory"], in: lineage), GroupSite("/c", enabling: ["memory"]))
    let only = [group("/c", processes: [1, 10], topmost: true)]
    XCTAssertEqual(
      try root.site(for: ["cpu", "pids"], in: only), GroupSite("/c", enabling: ["cpu", "pids"]))
  }

  /// In a container the topmost that can be seen is an ordinary group.
  func testAPopulatedGroupCannotHandDown() {
    let lineage = [group("/c", processes: [1, 10])]
    XCTAssertEqual(
      refused { () throws(NoSite) in try root.site(for: ["memory"], in: lineage) }, .populated("/c", [1]))
  }

  func testWhoIsAloneLeavesFirst() throws {
    var scope = group("/c/run.scope", processes: [10])
    scope.isDelegated = true
    let lineage = [scope] + session.dropFirst()
    let expected = GroupSite("/c/run.scope", enabling: ["memory"], leaves: true)
    XCTAssertEqual(try onSystemd.site(for: ["memory"], in: lineage), expected)
    XCTAssertEqual(try user.site(for: ["memory"], in: lineage), expected)
    // Nothing has to be handed down: then processes are no trouble.
    XCTAssertEqual(try user.site(for: [], in: lineage), GroupSite("/c/run.scope"))
  }

  /// A terminal in a desktop: the manager of the user's own units has a slice that hands down.
  func testAnOrdinaryUserBelowTheirOwnSlice() throws {
    var scope = group("/c/user@1000/app.slice/term.scope", has: ["memory", "pids"], processes: [10, 11])
    let slice = group("/c/user@1000/app.slice", has: ["memory", "pids"], hands: ["memory", "pids"])
    var above = group("/c/user.slice", hands: ["cpu", "memory", "pids"])
    above.isMine = false
    XCTAssertEqual(
      try user.site(for: ["memory"], in: [scope, slice, above]), GroupSite("/c/user@1000/app.slice"))
    // What only somebody else's group hands down is out of reach.
    XCTAssertEqual(
      refused { () throws(NoSite) in try user.site(for: ["cpu"], in: [scope, slice, above]) },
      .missing(["cpu"], "/c/user@1000/app.slice/term.scope"))
    // One that was given, and is shared with others, is no place; but for root it is the border.
    scope.isDelegated = true
    XCTAssertEqual(
      try user.site(for: ["memory"], in: [scope, slice, above]), GroupSite("/c/user@1000/app.slice"))
    XCTAssertEqual(
      refused { () throws(NoSite) in try onSystemd.site(for: ["memory"], in: [scope, slice]) },
      .populated("/c/user@1000/app.slice/term.scope", [11]))
  }

  func testAnOrdinaryUserNeedsAGift() {
    var scope = group("/c/session.scope", processes: [10])
    scope.isMine = false
    let others = session.dropFirst().map { group in
      var group = group
      group.isMine = false
      return group
    }
    XCTAssertEqual(
      refused { () throws(NoSite) in try user.site(for: ["memory"], in: [scope] + others) },
      .notMine("/c/session.scope"))
  }

  func testWhatIsMissing() {
    let parent = group("/c/a", has: ["pids"])
    XCTAssertEqual(
      refused { () throws(NoSite) in try root.site(for: ["memory", "pids"], below: parent) },
      .missing(["memory"], "/c/a"))
  }

  func testAThreadedGroup() {
    var parent = group("/c/a")
    parent.isDomain = false
    XCTAssertEqual(
      refused { () throws(NoSite) in try root.site(for: [], below: parent) }, .threaded("/c/a"))
  }
}
