import Console
import XCTest

@testable import Isolation
@testable import ns_unshare

/// Whom a plan makes of the caller, and of its command.
final class UnshareIdentityPlanTests: UnsharePlanCase {
  func testAnOrdinaryUserHasOthersMappedByPrograms() {
    facts.users.subordinate = SubordinateIds(first: 100_000, count: 65_536)
    facts.groups.subordinate = SubordinateIds(first: 200_000, count: 10)
    check(
      """
      caller: fork() = <helper>
      caller: unshare(CLONE_NEWUSER)
      helper: newuidmap <caller> 0 1000 1 1 100000 65536
      helper: newgidmap <caller> 0 1001 1 1 200000 10
      caller: execvp("sh", ["sh"])
      """
    ) {
      $0.kinds = .user
      $0.beRoot()
      $0.users.blocks = [.auto]
      $0.groups.blocks = [.auto]
    }
  }

  func testRootWritesTheMapsFromOutside() {
    facts.users.isPrivileged = true
    facts.groups.isPrivileged = true
    facts.users.here = IdMap([IdRange(inside: 0, outside: 7, count: 5)])
    check(
      """
      caller: fork() = <helper>
      caller: unshare(CLONE_NEWUSER)
      helper: write("/proc/<caller>/uid_map", "0 0 5\\n")
      caller: write("/proc/self/setgroups", "deny")
      helper: write("/proc/<caller>/gid_map", "5 6 7\\n8 9 1\\n")
      caller: execvp("sh", ["sh"])
      """
    ) {
      $0.kinds = .user
      $0.setgroups = .deny
      $0.users.blocks = [.all]
      $0.groups.blocks = [
        .range(IdRange(inside: 5, outside: 6, count: 7)), .range(IdRange(inside: 8, outside: 9, count: 1)),
      ]
    }
  }

  /// Another owner means another user, and one who may not write to its own /proc.
  func testAnotherOwner() {
    facts.users.isPrivileged = true
    facts.groups.isPrivileged = true
    check(
      """
      caller: fork() = <helper>
      caller: setgroups(0, NULL)
      caller: setgid(8)
      caller: setuid(7)
      caller: unshare(CLONE_NEWUSER|CLONE_NEWTIME)
      helper: write("/proc/<caller>/uid_map", "0 1000 1\\n")
      helper: write("/proc/<caller>/gid_map", "0 1001 1\\n")
      helper: write("/proc/<caller>/timens_offsets", "boottime -5 0")
      caller: execvp("sh", ["sh"])
      """
    ) {
      $0.kinds = [.user, .time]
      $0.beRoot()
      $0.owner = Credentials(user: 7, group: 8)
      $0.clocks = [.boottime: -5]
    }
  }

  /// A change of ids cancels the signal at the parent's death, so it comes first.
  func testIdentityInTheOrderThatTheKernelWants() {
    check(
      """
      caller: unshare(CLONE_NEWUSER)
      caller: sigaction(SIGINT, SIG_DFL); sigaction(SIGTERM, SIG_DFL)
      caller: fork() = <child>
      child: setgroups(0, NULL)
      child: setgid(2)
      child: setuid(1)
      child: capset(inheritable = permitted); prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, …)
      child: prctl(PR_SET_PDEATHSIG, SIGKILL)
      child: execvp("sh", ["sh"])
      caller: waitpid(<child>); SIGINT, SIGTERM: kill(<child>)
      """
    ) {
      $0.kinds = .user
      $0.user = 1
      $0.group = 2
      $0.keepsCapabilities = true
      $0.deathSignal = .kill
      $0.fork = true
      $0.forwardsSignals = true
    }
  }

  func testAnInterpreterOfTheOldRootIsRegisteredBeforeChroot() {
    let late = plan {
      $0.kinds = [.user, .mount]
      $0.binaryFormats = "/b"
      $0.interpreter = ":x:E::x::/bin/x:"
      $0.root = "/r"
    }
    XCTAssertTrue(
      late.listing.contains("chroot(\"/r\")\ncaller: chdir(\"/\")\ncaller: mount(\"binfmt_misc\", \"/b\""),
      late.listing)
    XCTAssertTrue(
      late.listing.contains("write(\"/b/register\", \":x:E::x::/bin/x:\")\ncaller: exec"), late.listing)
    let early = plan {
      $0.kinds = [.user, .mount]
      $0.binaryFormats = "/b"
      $0.interpreter = ":x:E::x::/bin/x:F"
      $0.root = "/r"
    }
    XCTAssertTrue(
      early.listing.contains("misc/register\", \":x:E::x::/bin/x:F\")\ncaller: chroot"), early.listing)
    XCTAssertEqual(early.listing.split(separator: "\n").filter { $0.contains("register") }.count, 1)
  }
}
