import Foundation
import TestSupport
import XCTest

/// The virtual machine is what it is for: a host with one control group hierarchy, version 2, and
/// every controller in it.
final class PlaygroundTests: ToolCase {
  func testTheMemoryControllerLimits() throws {
    guard let controllers = contents("/sys/fs/cgroup/cgroup.controllers") else {
      throw XCTSkip("no cgroup2 hierarchy at /sys/fs/cgroup on this host: its controllers are on version 1")
    }
    XCTAssertTrue(controllers.split(whereSeparator: \.isWhitespace).contains("memory"), controllers)
    try needsRoot("it makes a control group")
    let group = "/sys/fs/cgroup/test-\(getpid())"
    let ran = try sh(
      """
      mkdir \(group) && echo 16M > \(group)/memory.max && cat \(group)/memory.max &&
      echo 0 > \(group)/memory.swap.max 2>/dev/null
      sh -c 'echo $$ > \(group)/cgroup.procs; exec tail /dev/zero'; echo status $?
      grep oom_kill \(group)/memory.events; rmdir \(group)
      """, deadline: 60)
    XCTAssertTrue(ran.output.contains("16777216\n"), ran.output + ran.error)
    XCTAssertTrue(ran.output.contains("status 137\n"), ran.output + ran.error)
    XCTAssertTrue(ran.output.contains("oom_kill 1\n"), ran.output + ran.error)
  }
}
