import Foundation
import TestSupport
import XCTest

/// The same command line to the tool and to its peer of util-linux: the same exit status, and the
/// same state of the kernel around the command.
final class SideBySideTests: ToolCase {
  private func compare(_ options: String, asUser: Bool, line: UInt = #line) throws {
    let user = asUser ? self.asUser : ""
    let quoted = "'" + Observation.script.replacingOccurrences(of: "'", with: "'\\''") + "'"
    let ours = try sh("\(user) ns-unshare \(options) sh -c \(quoted)")
    let theirs = try sh("\(user) unshare \(options) sh -c \(quoted)")
    XCTAssertEqual(ours.status, theirs.status, "\(options): \(ours.error)", line: line)
    XCTAssertEqual(ours.output, theirs.output, options, line: line)
    XCTAssertTrue(theirs.status != 0 || theirs.output.contains("levels"), theirs.error, line: line)
  }

  private let unprivileged = [
    "", "-U", "-Ur", "-Uc", "-r", "-c", "-Urm", "-Uru", "-Uri", "-Urn", "-UrC", "-UrT", "-UrfT",
    "-Urpf --mount-proc", "-Urmunipf --mount-proc", "-Urpf --kill-child",
    "-U --setgroups allow", "-U --setgroups deny", "-Urf", "-f", "-f --kill-child=TERM",
    "-Urm --propagation slave",
    "-Urm --propagation shared", "-Urm --propagation unchanged", "-w /usr", "-Ur -R / -w /tmp", "-Ur -R /",
    "-Urpf --mount-proc=/proc", "-Urp", "-p", "-m", "-u", "--propagation private -Urm", "-R /",
  ]

  func testUnshareAsAnOrdinaryUser() throws {
    for options in sample(unprivileged) { try compare(options, asUser: true) }
  }

  func testUnshareAsRoot() throws {
    try needsRoot("compares what root gets")
    let privileged = [
      "-m", "-u", "-i", "-n", "-C", "-T", "-pf", "-muinpfCT", "-muinpfCT --mount-proc",
      "-m --propagation shared",
      "-m --propagation slave", "-m --propagation unchanged", "-m --propagation private", "-pf --mount-proc",
      "-pf --mount-proc --propagation unchanged", "-pf --mount-proc --propagation shared",
      "-pf --mount-proc --propagation slave", "-R / -w /usr", "-uf", "-Tf", "-UrpfmuinCT --mount-proc",
    ]
    for options in sample(unprivileged) where !["-p", "-Urp"].contains(options) {
      try compare(options, asUser: false)
    }
    for options in sample(privileged) { try compare(options, asUser: false) }
  }

  /// What is started gets the signals as they were: nothing blocked, ignored or caught by the tool.
  func testSignalsAreAsWithoutTheTool() throws {
    let grep = "grep -E '^Sig(Blk|Ign|Cgt):' /proc/self/status"
    for around in ["", "trap '' TERM INT; ", "trap '' CHLD; "] {
      let plain = try sh(around + "exec " + grep)
      for options in ["", "-f", "-Urpf", "-Urpf --mount-proc", "-f --kill-child", "-Urf"] {
        let ran = try sh("\(around)exec ns-unshare \(options) \(grep)")
        XCTAssertEqual(ran.output, plain.output, "\(around) \(options) \(ran.error)")
      }
      XCTAssertTrue(plain.output.contains("SigBlk"))
    }
  }

  func testExitStatuses() throws {
    let commands = [
      "true", "false", "sh -c 'exit 7'", "sh -c 'exit 255'", "sh -c 'kill -TERM $$'",
      "sh -c 'kill -INT $$'", "sh -c 'kill -SEGV $$'", "/no/such/program", "nosuchprogram", "/etc",
      "/etc/passwd",
    ]
    for options in sample(["", "-f", "-Ur", "-Urf", "-Urpf", "-Urpf --mount-proc", "-Urpf --kill-child"]) {
      for command in commands {
        // In a pid namespace PID 1 does not get signals it does not expect, from itself either.
        let ours = try sh("\(asUser) ns-unshare \(options) \(command)")
        let theirs = try sh("\(asUser) unshare \(options) \(command)")
        XCTAssertEqual(ours.status, theirs.status, "\(options) \(command): \(ours.error)")
      }
    }
    // Where the peer, before 2.39, fails in passing on a KILL: its issue 2614.
    for options in ["-f", "-Urf"] {
      XCTAssertEqual(try sh("\(asUser) ns-unshare \(options) sh -c 'kill -KILL $$'").status, 137)
    }
    for bad in ["--nonsense true", "--propagation up true", "-w", "--kill-child=NO true"] {
      XCTAssertEqual(try sh("ns-unshare \(bad)").status, 1, bad)
      XCTAssertEqual(try sh("unshare \(bad)").status, 1, bad)
    }
  }

  func testASignalOfTheChildIsTheToolsOwn() throws {
    // Not an exit status of 137 only: who waits must see the signal.
    let script = "import os,sys; p=os.spawnvp(os.P_WAIT, sys.argv[1], sys.argv[1:]); print(p)"
    for (signal, number) in [("KILL", 9), ("SEGV", 11), ("TERM", 15)] {
      let ran = try TestSupport.run(
        ["python3", "-c", script, "ns-unshare", "-f", "sh", "-c", "kill -\(signal) $$"],
        environment: try environment)
      XCTAssertEqual(ran.output, "-\(number)\n", ran.error)
    }
  }

  func testTheSecondChildOfANamespaceWithoutPid1() throws {
    try needsRoot("-p without -U")
    let script = "-p sh -c '/bin/true; /bin/true'"
    XCTAssertEqual(try sh("ns-unshare \(script)").status, try sh("unshare \(script)").status)
    XCTAssertNotEqual(try sh("ns-unshare \(script)").status, 0)
  }

  func testTheDefaultIsALoginShell() throws {
    for (variables, expected) in [("SHELL=/bin/sh", "-sh"), ("-u SHELL", "-"), ("SHELL=", "-")] {
      // An empty one is none; so it is for the peer from 2.39 on.
      for command in variables == "SHELL=" ? ["ns-unshare"] : ["ns-unshare", "unshare"] {
        let ran = try sh("echo 'echo name $0' | env \(variables) \(command) 2>/dev/null")
        XCTAssertTrue(ran.output.contains("name \(expected)"), "\(command) \(ran.output)")
      }
    }
  }

  /// Silence must not pass for success.
  func testAnOutputThatCannotBeWritten() throws {
    for command in ["unshare --help", "nsenter --version"] {
      XCTAssertEqual(try sh(command + " >/dev/full").status, 1, command)
    }
    for command in [
      "ns-unshare --help", "ns-enter --version", "ns-list", "ns-list -J", "ns-unshare --dry-run true",
    ] {
      for (redirection, words) in [(">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")]
      {
        let ran = try sh("\(command) \(redirection)")
        XCTAssertEqual(ran.status, 1, command)
        XCTAssertTrue(ran.error.contains("write(1): " + words), command + ran.error)
      }
    }
    XCTAssertEqual(try sh("ns-compare self self >/dev/full").status, 2)
    XCTAssertEqual(try sh("ns-unshare -u sh -c 'exit 3' <&- >&- 2>&-").status, 3)
  }

  /// With input and output closed, what the tool opens must not be taken for them.
  func testClosedInputAndOutput() throws {
    for options in ["", "--kill-child", "-Urpf --mount-proc", "--map-users 0:0:10 --map-groups 0:0:10"] {
      if options.hasPrefix("--map"), geteuid() != 0 { continue }
      for explain in ["", "--explain"] {
        let ran = try sh(
          "ns-unshare \(explain) \(options) sh -c 'ls /proc/self/fd | wc -l >&9; exit 3' 9>&1 <&- >&- 2>&-")
        XCTAssertEqual(ran.status, 3, "\(explain) \(options)")
      }
    }
    let closed = "sh -c '[ -e /proc/self/fd/0 ] || echo none'"
    XCTAssertEqual(try sh("ns-unshare -f \(closed) <&-").output, "none\n")
  }

  /// More than a stack of a megabyte, or a small one, would hold.
  func testManyArguments() throws {
    let many = "$(seq 1 131000 | sed 's/.*/x/')"
    for options in ["", "-f", "--kill-child", "-Urpf --mount-proc"] {
      XCTAssertEqual(try sh("ns-unshare \(options) true \(many)", deadline: 60).status, 0, options)
    }
    XCTAssertEqual(try sh("ulimit -s 128; ns-unshare --kill-child true $(seq 1 3000)").status, 0)
  }

  func testSignalsByOtherNames() throws {
    for name in ["RTMIN+3", "SIGRTMAX-1", "IO", "CLD", "IOT", "rtmin"] {
      XCTAssertEqual(try sh("ns-unshare --kill-child=\(name) true").status, 0, name)
    }
    for name in ["RTMIN+40", "RTMAX+1", "KILL+1", "RT"] {
      XCTAssertEqual(try sh("ns-unshare --kill-child=\(name) true").status, 1, name)
    }
  }

  func testAnArgumentThatIsNoText() throws {
    let bytes = "\"$(printf 'a\\377\\001 b')\""
    for command in ["ns-unshare", "ns-unshare -f", "ns-unshare -Urpf --mount-proc"] {
      let ran = try sh("\(command) printf %s \(bytes) | od -An -tx1")
      XCTAssertEqual(ran.output.filter { $0 != "\n" }, " 61 ff 01 20 62", command)
    }
  }
}
