import Foundation
import TestSupport
import XCTest

/// Who sees whose mounts.
final class PropagationTests: ToolCase {
  /// Outside shares /mnt; inside mounts on /mnt/in, outside on /mnt/out.
  private func seen(_ options: String) throws -> String {
    try needsRoot("mounts")
    let ran = try sh(
      """
      exec unshare -m sh -c 'mount -t tmpfs none /mnt && mount --make-shared /mnt && mkdir /mnt/in /mnt/out
      mkfifo /mnt/go /mnt/done
      ns-unshare \(options) sh -c "mount -t tmpfs fromin /mnt/in; echo > /mnt/done; read x < /mnt/go
        grep -c fromout /proc/self/mountinfo" &
      read x < /mnt/done; mount -t tmpfs fromout /mnt/out
      grep -c fromin /proc/self/mountinfo; echo > /mnt/go; wait'
      """)
    XCTAssertEqual(ran.error, "")
    return ran.output.split(separator: "\n").joined(separator: " ")
  }

  func testEachMode() throws {
    // What outside sees of the mount inside, then what inside sees of the one outside.
    XCTAssertEqual(try seen("-m"), "0 0")
    XCTAssertEqual(try seen("-m --propagation private"), "0 0")
    XCTAssertEqual(try seen("-m --propagation slave"), "0 1")
    XCTAssertEqual(try seen("-m --propagation shared"), "1 1")
    XCTAssertEqual(try seen("-m --propagation unchanged"), "1 1")
    // A user namespace makes a slave of what it copies, whatever is asked for.
    XCTAssertEqual(try seen("-Urm --propagation unchanged"), "0 1")
  }

  func testTheNewProcDoesNotCoverTheOneOutside() throws {
    try needsRoot("mounts")
    for mode in ["private", "slave", "shared", "unchanged"] {
      let ran = try sh(
        """
        exec unshare -m sh -c 'mount --make-rshared /
        ns-unshare -pf --mount-proc --propagation \(mode) true; grep -c " /proc proc" /proc/self/mountinfo;
        grep -c " - proc proc " /proc/self/mountinfo'
        """)
      let lines = ran.output.split(separator: "\n")
      XCTAssertEqual(lines.last, "1", mode + ran.output + ran.error)
    }
  }
}
