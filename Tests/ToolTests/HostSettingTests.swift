import Foundation
import TestSupport
import XCTest

/// Failures that a setting of the whole host brings about: tried where the host is thrown away.
final class HostSettingTests: ToolCase {
  private func needsPlayground(_ why: String) throws {
    if !isPlayground { throw XCTSkip("\(why): only in the playground") }
  }

  func testUserNamespacesKeptFromUsers() throws {
    try needsPlayground("it forbids user namespaces to all users of the host")
    let file = "/proc/sys/kernel/unprivileged_userns_clone"
    let before = try XCTUnwrap(contents(file), "no Debian kernel")
    try "0".write(toFile: file, atomically: false, encoding: .utf8)
    defer { try? before.write(toFile: file, atomically: false, encoding: .utf8) }
    for options in ["-U", "-Urpf --mount-proc"] {
      let ran = try sh("\(asUser) ns-unshare \(options) true")
      XCTAssertEqual(ran.status, 1)
      XCTAssertTrue(ran.error.contains("kernel.unprivileged_userns_clone = 0"), ran.error)
      let cure = try proposal(ran)
      XCTAssertTrue(cure.hasPrefix("sudo sysctl -w "), cure)
      XCTAssertEqual(try sh("PATH=$PATH:/sbin:/usr/sbin " + cure.dropFirst("sudo ".count)).status, 0)
      XCTAssertEqual(try sh("\(asUser) ns-unshare \(options) true").status, 0)
      try "0".write(toFile: file, atomically: false, encoding: .utf8)
    }
    // Where the way of user namespaces is closed, it is not proposed.
    XCTAssertFalse(try sh("\(asUser) ns-unshare -p true").error.contains("--map-root-user"))
  }

  /// Version 2: a group of its own kind is joined like another.
  func testAThreadedGroup() throws {
    try needsPlayground("it needs a cgroup2 hierarchy with controllers")
    let top = "/sys/fs/cgroup/anatomy-internal"
    try FileManager.default.createDirectory(atPath: top + "/child", withIntermediateDirectories: true)
    defer {
      for group in [top + "/child", top] { XCTAssertTrue(eventually { unsafe rmdir(group) == 0 }, group) }
    }
    let holder = try start("sh", "-c", "echo $$ > \(top)/cgroup.procs && exec sleep 600")
    XCTAssertTrue(eventually { status("Name", of: holder.pid) == "sleep" }, holder.error)
    let joined = try sh("ns-enter -t \(holder.pid) -c cat /proc/self/cgroup")
    XCTAssertEqual(joined.output, "0::/anatomy-internal\n", joined.error)
    holder.stop()
    // A process comes into a threaded group by way of the domain above it only, thread by thread.
    try "threaded".write(toFile: top + "/child/cgroup.type", atomically: false, encoding: .utf8)
    let inside = try start(
      "sh", "-c",
      "echo $$ > \(top)/cgroup.procs && echo $$ > \(top)/child/cgroup.threads && exec sleep 600")
    defer { inside.stop() }
    XCTAssertTrue(eventually { status("Name", of: inside.pid) == "sleep" }, inside.error)
    let threaded = try sh("ns-enter -t \(inside.pid) -c cat /proc/self/cgroup")
    XCTAssertEqual(threaded.output, "0::/anatomy-internal/child\n", threaded.error)
  }
}
