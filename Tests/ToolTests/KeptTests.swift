import Foundation
import TestSupport
import XCTest

/// Namespaces kept under the name of a file.
final class KeptTests: ToolCase {
  /// In a mount namespace of its own, so that nothing is left behind whatever happens.
  private func inside(_ script: String) throws -> Ran {
    try needsRoot("to keep a namespace is a mount")
    let quoted = script.replacingOccurrences(of: "'", with: "'\\''")
    return try sh(
      "exec unshare -m sh -c 'mount -t tmpfs none /mnt && cd /mnt && touch a b c d e f g h && \(quoted)'")
  }

  func testEveryKindCanBeKeptAndEntered() throws {
    let kinds = [
      ("uts", "uts"), ("ipc", "ipc"), ("net", "net"), ("cgroup", "cgroup"), ("time", "time"),
      ("user", "user"),
      ("mount", "mnt"),
    ]
    for (option, name) in kinds {
      // Before some Linux between 6.1 and 6.18, only the children are in a new time namespace.
      let fresh = option == "time" ? "time_for_children" : name
      let ran = try inside(
        """
        # Linux 6.18 refuses a mount namespace at random: see KeptOutOfOrder.swift.
        for i in $(seq 40); do
          new=$(ns-unshare --\(option)=/mnt/a readlink /proc/self/ns/\(fresh)) && break
          [ \(option) = mount ] || exit 5
        done
        again=$(ns-enter --\(option)=/mnt/a --preserve-credentials readlink /proc/self/ns/\(name)) || exit 6
        theirs=$(nsenter --\(option)=/mnt/a --preserve-credentials readlink /proc/self/ns/\(name)) || exit 7
        old=$(readlink /proc/self/ns/\(name))
        echo $new; echo $again; echo $theirs; echo $old
        """)
      let lines = ran.output.split(separator: "\n")
      XCTAssertEqual(ran.status, 0, option + ran.error)
      guard lines.count == 4 else {
        XCTFail("\(option): \(ran.output) \(ran.error)")
        continue
      }
      XCTAssertEqual(lines[1], lines[2], option)
      XCTAssertEqual(lines[0].drop { $0 != "[" }, lines[1].drop { $0 != "[" }, option)
      XCTAssertNotEqual(lines[1], lines[3], option)
    }
  }

  func testAPidNamespaceLivesWithItsPid1() throws {
    let ran = try inside(
      """
      ns-unshare --pid=/mnt/a --fork sleep 600 &
      until grep -q ' /mnt/a ' /proc/self/mountinfo; do sleep 0.01; done
      new=$(ns-enter --pid=/mnt/a readlink /proc/self/ns/pid_for_children)
      [ "$new" != "$(readlink /proc/self/ns/pid)" ] && echo other
      ns-enter --pid=/mnt/a sh -c 'echo pid $$'
      kill -9 $(cat /proc/$!/task/$!/children); wait $!
      ns-enter --pid=/mnt/a true; echo status $?
      nsenter --pid=/mnt/a true; echo status $?
      """)
    XCTAssertTrue(ran.output.hasPrefix("other\npid "), ran.output + ran.error)
    XCTAssertTrue(ran.output.hasSuffix("status 1\nstatus 1\n"), ran.output)
    XCTAssertTrue(ran.error.contains("ns-enter: vfork(): Cannot allocate memory"), ran.error)
    XCTAssertTrue(ran.error.contains("lost its PID 1"), ran.error)
  }

  func testSeveralAtOnce() throws {
    let ran = try inside(
      """
      ns-unshare --uts=/mnt/a --net=/mnt/b --ipc=/mnt/c --user=/mnt/d -r --fork --pid=/mnt/e true; echo $?
      grep -c nsfs /proc/self/mountinfo
      ns-enter --user=/mnt/d --uts=/mnt/a --net=/mnt/b id -u
      """)
    XCTAssertEqual(ran.output, "0\n5\n0\n", ran.error)
  }

  func testAFailureLeavesNoMount() throws {
    let ran = try inside(
      """
      ns-unshare --uts=/mnt/a --net=/mnt/b /no/such/program; echo $?
      ns-unshare --uts=/mnt/a --fork --pid=/mnt/b /no/such/program; echo $?
      ns-unshare --uts=/mnt/a --fork /no/such/program; echo $?
      ns-unshare --uts=/mnt/a --wd=/no/such/place true; echo $?
      grep -c nsfs /proc/self/mountinfo
      """)
    XCTAssertEqual(ran.output, "127\n127\n127\n1\n0\n", ran.error)
  }

  /// Killed at every system call in turn, up to the first that looks for the command.
  func testKilledAnywhereItLeavesNoMount() throws {
    guard program("strace") != nil else { throw XCTSkip("needs strace: kills at chosen system calls") }
    let scratch = try Scratch()
    let sweep = try scratch.file(
      "sweep.py",
      """
      import collections, os, re, subprocess, sys, time
      def trace(*options):
          command = ["strace", "-qq", "-o", sys.argv[1], *options, *sys.argv[2:]]
          return subprocess.run(command, stderr=subprocess.DEVNULL).returncode
      def running():
          'Processes of the tool in this mount namespace: what it has forked goes with it.'
          here, found = os.readlink("/proc/self/ns/mnt"), 0
          for pid in filter(str.isdigit, os.listdir("/proc")):
              try: found += (os.readlink(f"/proc/{pid}/exe").endswith("/ns-unshare")
                             and os.readlink(f"/proc/{pid}/ns/mnt") == here)
              except OSError: pass
          return found
      def kept():
          return sum(" nsfs " in line for line in open("/proc/self/mountinfo"))
      def left():
          'Looked for twice: of a process that forks and ends meanwhile a single look may see neither.'
          for _ in range(2):
              if rest := kept() + running(): return rest
              time.sleep(0.005)
          return 0
      assert trace() == 0 and kept() == 2
      subprocess.run(["umount", "/mnt/a", "/mnt/b"], check=True)
      calls = [m[1] for m in map(re.compile(r"(\\w+)\\(").match, open(sys.argv[1])) if m]
      calls = calls[1:next(i for i, c in enumerate(calls) if i and c in ("execve", "vfork"))]
      seen = collections.Counter(["execve"])
      for call in calls:
          seen[call] += 1
          # Under emulation each takes a second.
          if (sum(seen.values())) % \(isPlayground ? 7 : 1): continue
          # -9: by the signal; the command did not come to run.
          status = trace("-e", f"inject={call}:signal=KILL:when={seen[call]}")
          end = time.monotonic() + 5
          while (rest := left()) and time.monotonic() < end: time.sleep(0.001)
          print(call, seen[call], status, rest)
          if kept(): subprocess.run(["umount", "/mnt/a", "/mnt/b"])
      """)
    for fork in ["", "--fork", "--map-users 0:0:10"] {
      let ran = try inside("python3 \(sweep) /mnt/log ns-unshare \(fork) --uts=/mnt/a --net=/mnt/b true")
      let rows = ran.output.split(separator: "\n").map { $0.split(separator: " ") }
      XCTAssertEqual(ran.status, 0, ran.error)
      XCTAssertTrue(isPlayground || rows.contains { $0.first == "unshare" }, ran.output)
      XCTAssertGreaterThan(rows.count, 5)
      XCTAssertEqual(
        rows.filter { $0.last != "0" }, [], "\(fork): still mounted, or a process left, after the kill")
    }
  }
}
