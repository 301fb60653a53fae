import Foundation
import TestSupport
import XCTest

/// On a host whose groups systemd manages: this process is in a session's scope, as after logging in.
final class SystemdTests: CgroupCase {
  override func setUpWithError() throws {
    let isManaged = FileManager.default.fileExists(atPath: "/run/systemd/system")
    guard isPlayground, isManaged, contents("/proc/1/comm") == "systemd\n" else {
      throw XCTSkip("systemd is not PID 1 here")
    }
  }

  /// What systemd has set up: every group, what it hands down, and of which kind it is.
  private func arrangement() throws -> String {
    try sh(
      """
      cd /sys/fs/cgroup; find . -name cgroup.subtree_control | sort | while read -r f; do
        echo "$f: $(cat $f) $(cat ${f%subtree_control}type 2>/dev/null)"; done | grep -v 'run-.*scope'
      """
    ).output
  }

  /// The manager of an ordinary user, as it is there after logging in.
  private func asLoggedIn(_ command: String, deadline: Double = 30) throws -> Ran {
    let started = try sh("systemctl start user@1000.service", deadline: 60)
    XCTAssertEqual(started.status, 0, started.error)
    return try sh(
      "setpriv --reuid 1000 --regid 1000 --clear-groups env XDG_RUNTIME_DIR=/run/user/1000 HOME=/ \(command)",
      deadline: deadline)
  }

  func testRootMakesItsGroupBesideTheScope() throws {
    let before = try arrangement()
    XCTAssertTrue((contents("/proc/self/cgroup") ?? "").contains("session-1.scope"))
    let ran = try sh("cgroup-run -q --memory 32M --name \(ownName) cat /proc/self/cgroup")
    XCTAssertEqual(ran.output, "0::/user.slice/user-0.slice/\(ownName)\n", ran.error)
    let killed = try sh(
      "cgroup-run --memory 32M --name \(ownName) dd if=/dev/zero of=/dev/null bs=64M count=1")
    XCTAssertEqual(killed.status, 137, killed.error)
    XCTAssertEqual(try arrangement(), before)
  }

  /// `+pids` on the scope would succeed, and make it threaded; `+cpu` in the topmost would be systemd's to write.
  func testWhatIsNotHandedDownIsNotTaken() throws {
    let before = try arrangement()
    let missing = ["cpu", "io", "cpuset"].first {
      !(contents("/sys/fs/cgroup/cgroup.subtree_control") ?? "").contains($0)
    }
    let options = ["cpu": "--cpu 0.5", "io": "--io-weight 50", "cpuset": "--cpuset 0"]
    guard let missing, let option = options[missing] else { throw XCTSkip("everything is handed down here") }
    let ran = try sh("cgroup-run \(option) --name \(ownName) true")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("only systemd may change"), ran.error)
    XCTAssertEqual(try arrangement(), before)
    // The command that it names works, and leaves nothing either.
    let start = "  try  "
    let line = try XCTUnwrap(ran.error.split(separator: "\n").first { $0.hasPrefix(start) }, ran.error)
    let again = try sh(String(line.dropFirst(start.count)))
    XCTAssertEqual(again.status, 0, again.error)
    XCTAssertEqual(groups(named: ownName), [])
  }

  func testAnOrdinaryUserInADelegatedScope() throws {
    let refused = try asLoggedIn("cgroup-run --memory 32M true", deadline: 120)
    XCTAssertEqual(refused.status, 1)
    XCTAssertTrue(
      refused.error.contains("systemd-run --user --scope -p Delegate=yes cgroup-run --memory 32M true"),
      refused.error)
    let before = try arrangement()
    let lived = try asLoggedIn(
      "systemd-run --quiet --user --scope -p Delegate=yes cgroup-run --memory 32M --name \(ownName) true")
    XCTAssertEqual(lived.status, 0, lived.error)
    let ran = try asLoggedIn(
      "systemd-run --quiet --user --scope -p Delegate=yes cgroup-run --memory 32M --name \(ownName) dd if=/dev/zero of=/dev/null bs=64M count=1"
    )
    XCTAssertEqual(ran.status, 137, ran.error)
    XCTAssertTrue(ran.error.contains("oom_kill 1"), ran.error)
    XCTAssertEqual(try arrangement(), before)
    XCTAssertEqual(groups(named: ownName), [])
  }

  /// Whose scope holds other processes as well cannot hand controllers down: then the group is made beside the scope, in
  /// the slice of the user's own manager. For root, whom nothing would stop, the scope is the border.
  func testAScopeWithOthersInIt() throws {
    _ = try asLoggedIn("true", deadline: 120)
    let before = try arrangement()
    func beside(_ options: String) -> String {
      "sh -c 'sleep 30 & cgroup-run -q --memory 32M \(options) cat /proc/self/cgroup; echo $?; kill $!'"
    }
    let user = try asLoggedIn(
      "systemd-run --quiet --user --scope -p Delegate=yes " + beside("--name \(ownName)"))
    XCTAssertTrue(
      user.output.hasSuffix("/user@1000.service/app.slice/\(ownName)\n0\n"), user.output + user.error)
    let root = try sh("systemd-run --quiet --scope -p Delegate=yes " + beside(""))
    XCTAssertEqual(root.output, "1\n", root.error)
    XCTAssertTrue(root.error.contains("may have no processes"), root.error)
    XCTAssertEqual(try arrangement(), before)
  }

  func testTheLabsLeaveSystemdsGroupsAlone() throws {
    let before = try arrangement()
    let ran = try sh("lab test cgroup-limit", deadline: 60)
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
    XCTAssertEqual(try arrangement(), before)
    let user = try asLoggedIn(
      "systemd-run --quiet --user --scope -p Delegate=yes lab test cgroup-limit", deadline: 120)
    XCTAssertEqual(user.status, 0, user.output + user.error)
    XCTAssertEqual(try arrangement(), before)
  }
}
