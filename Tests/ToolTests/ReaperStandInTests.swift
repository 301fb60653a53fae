import Foundation
import TestSupport
import XCTest

/// Called by another init's name it is that init.
final class ReaperStandInTests: ReaperCase {
  /// Runs a script with the tool in front of PATH under these names.
  private func run(_ script: String, _ names: String...) throws -> Ran {
    let scratch = try Scratch()
    for name in names {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path + "/" + name, withDestinationPath: try tool("pid1-reaper"))
    }
    var all = try environment
    all["PATH"] = scratch.path + ":" + (all["PATH"] ?? "")
    return try shell(script, environment: all)
  }

  func testTini() throws {
    for name in ["tini", "docker-init", "tini-static"] {
      XCTAssertEqual(try run("\(name) -s -- sh -c 'exit 3'", name).status, 3)
      XCTAssertEqual(try run("\(name) -s sh -- -c 'exit 3'", name).status, 3)
      XCTAssertEqual(try run("\(name) -s sh -c 'exit 3'", name).status, 3)
      // What comes after its own is the command's.
      XCTAssertEqual(try run("\(name) -s -- echo -- hi", name).output, "-- hi\n")
      XCTAssertEqual(
        try run("\(name) -s -g -w -vvv -e 3 -e 143 -p SIGTERM -- sh -c 'exit 3'", name).status, 0)
      XCTAssertEqual(try run("\(name) -s -- no-such-program", name).status, 127)
      XCTAssertEqual(try run("\(name) -s -- /", name).status, 126)
      XCTAssertEqual(try run("\(name) -s -- -- true", name).status, 127)
      XCTAssertEqual(try run("\(name)", name).status, 1)
      XCTAssertEqual(try run("\(name) -s true <&-", name).status, 0)
      let version = try run("\(name) --version", name)
      XCTAssertTrue(version.output.hasPrefix("tini version 0.19.0"), version.output + version.error)
    }
  }

  func testTiniByEnvironment() throws {
    XCTAssertTrue(try run("tini true", "tini").error.contains("zombie reaping won't work"))
    XCTAssertEqual(try run("TINI_SUBREAPER= tini true", "tini").error, "")
    XCTAssertEqual(try run("TINI_VERBOSITY=0 tini true", "tini").error, "")
    let dry = try run("TINI_SUBREAPER= TINI_KILL_PROCESS_GROUP= TINI_VERBOSITY=3 tini true", "tini")
    XCTAssertTrue(dry.error.contains("runs "), dry.error)
    let warned = try run("tini -s -w -- sh -c '(true &); sleep 0.3'", "tini")
    XCTAssertTrue(warned.error.contains("Reaped zombie process with pid="), warned.error)
  }

  func testDumbInit() throws {
    XCTAssertEqual(try run("dumb-init sh -c 'exit 3'", "dumb-init").status, 3)
    XCTAssertEqual(try run("dumb-init no-such-program", "dumb-init").status, 2)
    XCTAssertEqual(try run("dumb-init", "dumb-init").status, 1)
    // A session of its own, unless it is not wanted.
    let session = "python3 -c 'import os; print(os.getsid(0) == os.getpid())'"
    XCTAssertEqual(try run("dumb-init \(session)", "dumb-init").output, "True\n")
    XCTAssertEqual(try run("dumb-init -c \(session)", "dumb-init").output, "False\n")
    XCTAssertEqual(try run("DUMB_INIT_SETSID=0 dumb-init \(session)", "dumb-init").output, "False\n")
    // The rest of the group gets TERM at the end.
    let ran = try run("dumb-init sh -c 'sleep 615 & echo $!'", "dumb-init")
    let left = try XCTUnwrap(Int32(ran.output.dropLast()), ran.error)
    XCTAssertTrue(eventually { !lives(left) })
    XCTAssertEqual(
      try run(
        "dumb-init -r 15:0 -r 10:12 sh -c 'trap \"exit 6\" USR2; kill -15 $PPID; kill -10 $PPID; while :; do sleep 0.02; done'",
        "dumb-init"
      ).status, 6)
  }

  func testCatatonit() throws {
    XCTAssertEqual(try run("catatonit -g -- sh -c 'exit 3'", "catatonit").status, 3)
    XCTAssertEqual(try run("catatonit no-such-program", "catatonit").status, 1)
    XCTAssertTrue(try run("catatonit -V", "catatonit").output.hasPrefix("tini version "))
    let paused = try run("catatonit -P & sleep 0.3; kill $!; wait $!; echo $?", "catatonit")
    XCTAssertEqual(paused.output, "0\n")
  }
}
