import Foundation
import TestSupport
import XCTest

/// A root directory with nothing in it but the program: no /proc, no libraries.
final class EmptyRootTests: ToolCase {
  private func root(_ programs: String...) throws -> Scratch {
    try needsRoot("chroot")
    let scratch = try Scratch()
    for name in programs {
      let path = name.hasPrefix("ns-") ? try tool(name) : program(name)
      guard let path else { throw XCTSkip("needs \(name)") }
      try FileManager.default.copyItem(atPath: path, toPath: scratch.path + "/" + name)
    }
    return scratch
  }

  private func isStatic(_ name: String) throws -> Bool {
    guard let path = program(name) else { return false }
    return !(try sh("ldd \(path) 2>&1").output.contains("=>"))
  }

  func testTheToolsNeedNothing() throws {
    let scratch = try root("ns-unshare", "ns-enter")
    for name in ["ns-unshare", "ns-enter"] {
      let ran = try sh("chroot \(scratch.path) /\(name) --version")
      XCTAssertEqual(ran.status, 0, ran.error)
      XCTAssertTrue(ran.output.hasPrefix(name + " "), ran.output)
    }
    let missing = try sh("chroot \(scratch.path) /ns-unshare --uts /nothing; echo $?")
    XCTAssertEqual(missing.output, "127\n")
    // A tool that starts the other: the arguments survive without /proc.
    let ran = try sh(
      "chroot \(scratch.path) /ns-unshare --uts -- /ns-unshare --dry-run 'a  b' \"$(printf 'c\\377')\"")
    XCTAssertTrue(ran.output.contains(#"["a  b", "c\xff"]"#), ran.output + ran.error)
  }

  func testAStaticCommand() throws {
    guard try isStatic("busybox") else { throw XCTSkip("needs a static busybox: package busybox-static") }
    let scratch = try root("ns-unshare", "busybox")
    for options in ["--uts", "-f --uts", "-m --propagation unchanged", "--kill-child", "-pf"] {
      let ran = try sh("chroot \(scratch.path) /ns-unshare \(options) /busybox echo 'a  b' c")
      XCTAssertEqual(ran.output, "a  b c\n", options + ran.error)
      XCTAssertEqual(
        try sh("chroot \(scratch.path) /ns-unshare \(options) /busybox false").status, 1, options)
    }
    let inside = try sh("ns-unshare -Ur -R \(scratch.path) /busybox echo in")
    XCTAssertEqual(inside.output, "in\n", inside.error)
  }
}
