import Foundation
import TestSupport
import XCTest

/// binfmt_misc of a user namespace: Linux 6.7 and later.
final class BinaryFormatTests: ToolCase {
  private func needsKernel() throws {
    let ran = try sh("\(asUser) ns-unshare -pf --map-root-user --mount-binfmt true")
    if ran.status == 0 { return }
    XCTAssertTrue(
      ran.error.contains("from Linux 6.7 on") || ran.error.contains("modprobe binfmt_misc"), ran.error)
    throw XCTSkip("this kernel has no binfmt_misc for user namespaces: the tool says so")
  }

  func testARuleOfOnesOwn() throws {
    try needsKernel()
    let scratch = try Scratch()
    let file = try scratch.file("thing", "MAGIC and more")
    XCTAssertEqual(unsafe chmod(file, 0o755), 0)
    XCTAssertEqual(unsafe chmod(scratch.path, 0o755), 0)
    let rule = ":anatomy:M::MAGIC::/bin/cat:"
    for options in ["", "--mount-binfmt", "--propagation slave"] {
      let ran = try sh("\(asUser) ns-unshare -rpf \(options) -l '\(rule)' \(file)")
      XCTAssertEqual(ran.output, "MAGIC and more", options + ran.error)
    }
    // Outside nothing of the kind is known.
    XCTAssertFalse(FileManager.default.fileExists(atPath: "/proc/sys/fs/binfmt_misc/anatomy"))
  }

  func testAnInterpreterOfTheOldRoot() throws {
    try needsKernel()
    let scratch = try Scratch()
    let root = try scratch.directory("root")
    for folder in ["proc", "bin"] { try scratch.directory("root/" + folder) }
    let file = try scratch.file("root/bin/thing", "MAGIC inside\n")
    XCTAssertEqual(unsafe chmod(file, 0o755), 0)
    XCTAssertEqual(unsafe chmod(scratch.path, 0o755), 0)
    // In there is neither cat nor any library: only what was opened before can run.
    let busybox = try XCTUnwrap(program("busybox"))
    let rule = ":anatomy:M::MAGIC::\(busybox):FP"
    let ran = try sh("\(asUser) ns-unshare -rpf -R \(root) -l '\(rule)' /bin/thing cat /bin/thing")
    XCTAssertTrue(ran.output.contains("MAGIC inside") || ran.error.contains("applet"), ran.error)
    XCTAssertFalse(ran.error.contains("Exec format"), ran.error)
  }

  func testABadRuleIsAnError() throws {
    try needsKernel()
    let ran = try sh("\(asUser) ns-unshare -rpf -l nonsense true")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("register"), ran.error)
  }
}
