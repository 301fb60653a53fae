import Foundation
import TestSupport
import XCTest

/// Names that are no nice names.
final class NamesTests: ToolCase {
  private let odd = [
    "with space", "with\nnewline", "with:colon", "-dash", "ümlaut 名", "quote'\"", "=equal", "%s\\n",
  ]

  func testDirectoriesAndFiles() throws {
    try needsRoot("to keep a namespace is a mount")
    for name in odd {
      let quoted = name.shellQuoted
      let ran = try sh(
        """
        exec unshare -m sh -c \("""
        mount -t tmpfs none /mnt && cd /mnt && mkdir ./d\(quoted) && : > ./f\(quoted) || exit 3
        ns-unshare --uts=/mnt/f\(quoted) --wd=/mnt/d\(quoted) pwd || exit 4
        ns-enter --uts=/mnt/f\(quoted) -w/mnt/d\(quoted) pwd || exit 5
        ns-unshare -R /mnt/d\(quoted) true; echo $?
        """.shellQuoted)
        """)
      XCTAssertEqual(ran.output, "/mnt/d\(name)\n/mnt/d\(name)\n127\n", ran.error)
    }
  }

  func testBytesThatAreNoText() throws {
    let ran = try sh(
      "d=$(mktemp -d) && mkdir \"$d/$(printf 'a\\377b')\" && ns-unshare -w \"$d/$(printf 'a\\377b')\" pwd | od -An -c | tail -1; rm -r \"$d\""
    )
    XCTAssertTrue(ran.output.contains("377"), ran.output + ran.error)
    let gone = try sh("ns-unshare -R \"/no/$(printf '\\377')\" true")
    XCTAssertEqual(gone.status, 1)
  }

  /// Deeper than PATH_MAX: by parts it is reached, as one word the kernel refuses it and the tool says so.
  func testDeepPaths() throws {
    let deep = Array(repeating: "d123456789", count: 200).joined(separator: "/")
    let ran = try sh(
      "d=$(mktemp -d) && mkdir -p $d/\(deep) && ns-unshare -w $d/\(deep) sh -c 'pwd -P | wc -c'; rm -r $d")
    XCTAssertGreaterThan(Int(ran.output.filter(\.isNumber)) ?? 0, 2200, ran.error)
    let long = Array(repeating: "d123456789", count: 500).joined(separator: "/")
    for options in ["-w /\(long)", "-R /\(long)", "--uts=/\(long)"] {
      let refused = try sh("ns-unshare \(options) true")
      XCTAssertEqual(refused.status, 1)
      XCTAssertTrue(refused.error.hasPrefix("ns-unshare: "), refused.error)
    }
  }

  func testAnEnvironmentOfOddBytes() throws {
    let script =
      "import os; os.execve(b'/bin/sleep', [b'sleep', b'600'], {b'A': b'\\xff\\n', b'B C': b'=', b'LONG': b'x' * 100000})"
    let holder = try start("python3", "-c", script)
    defer { holder.stop() }
    XCTAssertTrue(eventually { status("Name", of: holder.pid) == "sleep" })
    let ran = try sh(
      "ns-enter -t \(holder.pid) -e /usr/bin/env -0 | md5sum; md5sum < /proc/\(holder.pid)/environ")
    let sums = ran.output.split(separator: "\n")
    XCTAssertEqual(sums.count, 2)
    XCTAssertEqual(Set(sums).count, 1, ran.output)
  }
}
