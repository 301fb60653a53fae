import Foundation
import TestSupport
import XCTest

/// A command in a control group of its own: on version 1, and on version 2 in the virtual machine.
final class CgroupRunTests: CgroupCase {
  override func setUpWithError() throws { try needsRoot("to make control groups") }

  func testMemoryThatIsNotThereKills() throws {
    let (ran, report) = try report("--memory 32M", "dd if=/dev/zero of=/dev/null bs=64M count=1")
    XCTAssertEqual(ran.status, 137)
    XCTAssertEqual(number(report, "memory", "oom_kill"), 1)
    let peak = try XCTUnwrap(number(report, "memory", "peak") ?? (isPlayground ? 32 << 20 : nil))
    XCTAssertTrue((30 << 20...32 << 20).contains(peak), "\(peak)")
    // And with enough it lives.
    let (enough, roomy) = try self.report("--memory 128M", "dd if=/dev/zero of=/dev/null bs=64M count=1")
    XCTAssertEqual(enough.status, 0)
    XCTAssertEqual(number(roomy, "memory", "oom_kill"), 0)
  }

  func testAPersonIsToldWhatHappened() throws {
    let ran = try sh("cgroup-run --name \(ownName) --memory 32M dd if=/dev/zero of=/dev/null bs=64M count=1")
    XCTAssertEqual(ran.status, 137)
    XCTAssertTrue(ran.error.contains("oom_kill 1; the kernel killed a process for lack of memory"), ran.error)
    XCTAssertTrue(ran.error.contains("cgroup-run: memory  "), ran.error)
    let chinese = try sh(
      "LC_ALL=zh_CN.UTF-8 cgroup-run --name \(ownName) --memory 32M dd if=/dev/zero of=/dev/null bs=64M count=1"
    )
    XCTAssertTrue(chinese.error.contains("内核因内存不足杀死了 1 个进程"), chinese.error)
    XCTAssertEqual(try sh("cgroup-run -q --name \(ownName) true").error, "")
  }

  func testABusyLoopIsThrottled() throws {
    let (_, report) = try report("--cpu 0.2", "timeout 2 sh -c 'while :; do :; done'", deadline: 40)
    let throttled = try XCTUnwrap(number(report, "cpu", "nr_throttled"))
    let used = try XCTUnwrap(number(report, "cpu", "usage_usec"))
    XCTAssertGreaterThan(throttled, 5)
    // A fifth of two seconds, and what the last period may run over.
    XCTAssertLessThan(used, 800_000)
  }

  func testForksAreRefused() throws {
    let (ran, report) = try report("--pids 3", "sh -c 'for i in 1 2 3 4 5 6; do sleep 1 & done; wait'")
    XCTAssertTrue(ran.error.contains("fork"), ran.error)
    XCTAssertGreaterThanOrEqual(try XCTUnwrap(number(report, "pids", "max")), 1)
  }

  func testOnlyTheseProcessors() throws {
    let (ran, _) = try report("--cpuset 0", "grep Cpus_allowed_list /proc/self/status")
    XCTAssertEqual(ran.output, "Cpus_allowed_list:\t0\n")
    let (both, _) = try report(
      "--cpuset 0 --cpuset-nodes 0", "grep -E 'Cpus_allowed_list|Mems_allowed_list' /proc/self/status")
    XCTAssertEqual(both.output, "Cpus_allowed_list:\t0\nMems_allowed_list:\t0\n")
    let none = try sh("cgroup-run --cpuset 4000 true")
    XCTAssertEqual(none.status, 1)
    XCTAssertTrue(none.error.contains("none of these processors is online"), none.error)
  }

  func testTheCommandIsInTheGroupAndNobodyElseIs() throws {
    let (ran, _) = try report("", "cat /proc/self/cgroup")
    XCTAssertTrue(ran.output.contains("/" + ownName + "\n"), ran.output)
    XCTAssertFalse((contents("/proc/self/cgroup") ?? "").contains(ownName))
  }

  /// What the command leaves behind would keep the group.
  func testTheRestEndsWithIt() throws {
    let (ran, report) = try report("", "sh -c 'setsid sleep 607 & echo $!; exit 3'")
    XCTAssertEqual(ran.status, 3)
    let pid = try XCTUnwrap(Int32(ran.output.dropLast()))
    XCTAssertEqual((report["left"] as? [Int])?.count, 1)
    XCTAssertTrue(eventually { kill(pid, 0) != 0 || status("State", of: pid)?.hasPrefix("Z") == true })
  }

  /// By SIGKILL, too: then a helper removes the group.
  func testNothingIsLeftHoweverItEnds() throws {
    for signal in [SIGKILL, SIGTERM, SIGHUP, SIGUSR1] {
      let running = try start(
        "cgroup-run", "--name", ownName, "sh", "-c", "setsid sleep 608 & echo pid $!; exec sleep 609")
      let said = try XCTUnwrap(running.line(beginning: "pid "), running.error)
      let pid = try XCTUnwrap(Int32(said.dropFirst(4)))
      XCTAssertFalse(groups(named: ownName).isEmpty)
      running.signal(signal)
      XCTAssertTrue(eventually { !running.isRunning }, "\(signal)")
      XCTAssertTrue(eventually { groups(named: ownName).isEmpty }, "\(signal)")
      XCTAssertTrue(eventually { kill(pid, 0) != 0 }, "\(signal)")
    }
  }

  func testSignalsReachTheCommand() throws {
    // Quit as well: there are commands that tell something at Ctrl-\ and go on.
    for (name, signal) in [("TERM", SIGTERM), ("INT", SIGINT), ("QUIT", SIGQUIT), ("HUP", SIGHUP)] {
      let running = try start(
        "cgroup-run", "-q", "--name", ownName, "sh", "-c",
        "trap 'exit 7' \(name); echo ready; while :; do sleep 0.1; done")
      XCTAssertNotNil(running.line(beginning: "ready"), running.error)
      running.signal(signal)
      XCTAssertEqual(running.end().status, 7, name)
      XCTAssertEqual(groups(named: ownName), [], name)
    }
  }

  /// In a cgroup namespace the group above is outside what is mounted: without its limits nothing is run.
  func testNoLimitIsLeftOut() throws {
    let option =
      isOnTwo("pids") ? "--pids 5" : isOnTwo("hugetlb") ? "--huge-pages 2MB:4M" : nil
    guard let option, let mount = mounts.first(where: { contents($0 + "/cgroup.controllers") != nil }) else {
      throw XCTSkip("version 2 has neither pids nor hugetlb here")
    }
    let group = "\(mount)/\(ownName)"
    let ran = try sh(
      "mkdir \(group) && sh -c 'echo 0 > \(group)/cgroup.procs; exec unshare -C cgroup-run -q \(option) echo ran'"
    )
    XCTAssertEqual(ran.status, 1)
    XCTAssertEqual(ran.output, "")
    XCTAssertTrue(ran.error.contains("own group is outside what is mounted"), ran.error)
    XCTAssertEqual(unsafe rmdir(group), 0)
  }

  /// A group of that name in version 1 alone.
  func testAParentThatIsElsewhere() throws {
    guard isOnTwo("hugetlb"), let mount = mounts.first(where: { $0.hasSuffix("/pids") }) else {
      throw XCTSkip("not both versions")
    }
    let ran = try sh(
      "mkdir \(mount)/\(ownName) && cgroup-run -q --parent /\(ownName) --huge-pages 2MB:4M echo ran")
    XCTAssertEqual(ran.status, 1)
    XCTAssertEqual(ran.output, "")
    XCTAssertTrue(ran.error.contains("no such group in the hierarchy of hugetlb"), ran.error)
  }

  /// A user may be moved into a group of version 1 that is the user's own, not into one of version 2.
  func testAPlaceThatOnlyTellsMoreIsNotNeeded() throws {
    guard !isOnTwo("pids") else { throw XCTSkip("pids is on version 2") }
    let kept = try sh("cgroup-run -q --keep --name \(ownName) --delegate 1000 true")
    XCTAssertEqual(kept.status, 0, kept.error)
    let ran = try sh("\(asUser)cgroup-run -q --parent /\(ownName) --pids 5 cat /proc/self/cgroup")
    XCTAssertEqual(ran.status, 0, ran.error)
    XCTAssertTrue(ran.output.contains(":pids:/\(ownName)/cgroup-run-"), ran.output)
    XCTAssertFalse(ran.output.contains("0::/\(ownName)"), ran.output)
  }

  func testMemoryThatIsTooLittleToJoin() throws {
    let ran = try sh("cgroup-run --name \(ownName) --memory 0 true")
    XCTAssertNotEqual(ran.status, 0)
    if ran.error.contains("cgroup.procs") { XCTAssertTrue(ran.error.contains("why  "), ran.error) }
    XCTAssertEqual(groups(named: ownName), [])
  }

  func testAReadOnlyMountIsNoMatterOfDelegation() throws {
    let remounts = mounts.map { "mount -o remount,bind,ro \($0)" }.joined(separator: " && ")
    let ran = try sh("unshare -m sh -c '\(remounts) && cgroup-run --name \(ownName) --pids 5 echo ran'")
    XCTAssertEqual(ran.status, 1)
    XCTAssertEqual(ran.output, "")
    XCTAssertTrue(ran.error.contains("is mounted read-only"), ran.error)
  }

  func testNobodyIsNoOwner() throws {
    let ran = try sh("cgroup-run --name \(ownName) --delegate 4294967295 echo ran")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("there is no user 4294967295"), ran.error)
  }

  func testACommandThatIsNotThere() throws {
    let missing = try sh("cgroup-run --name \(ownName) --memory 32M /nonexistent")
    XCTAssertEqual(missing.status, 127)
    XCTAssertEqual(try sh("cgroup-run --name \(ownName) --memory 32M /etc/passwd").status, 126)
    XCTAssertEqual(groups(named: ownName), [])
  }

  /// Two megabytes too many: everything before is taken back.
  func testARefusedLimitLeavesNothing() throws {
    let ran = try sh("cgroup-run --name \(ownName) --io 250:250:rbps=1M true")
    guard ran.status != 0 else { return XCTFail("a device that is not there") }
    XCTAssertTrue(
      ran.error.contains("there is no such block device") || ran.error.contains("no controller io"), ran.error
    )
    XCTAssertEqual(groups(named: ownName), [])
  }

  func testANameThatIsTaken() throws {
    let kept = try sh("cgroup-run --keep --json --name \(ownName) true")
    XCTAssertEqual(kept.status, 0, kept.error)
    let before = groups(named: ownName)
    XCTAssertFalse(before.isEmpty)
    let ran = try sh("cgroup-run --name \(ownName) echo no")
    XCTAssertEqual(ran.status, 1)
    XCTAssertEqual(ran.output, "")
    XCTAssertTrue(ran.error.contains("File exists"), ran.error)
    XCTAssertTrue(ran.error.contains("there is a group of that name"), ran.error)
    XCTAssertEqual(groups(named: ownName), before, "somebody's group is left as it was")
  }

  /// Not a group, but a file that each group has.
  func testANameThatTheKernelNeeds() throws {
    let ran = try sh("cgroup-run --name cgroup.procs true")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("one of the kernel's own files"), ran.error)
  }

  func testAGroupTooSmallToStartIn() throws {
    let ran = try sh("cgroup-run --name \(ownName) --memory 4K true")
    XCTAssertTrue(ran.status == 137 || ran.error.contains("its memory limit is too small"), ran.error)
    XCTAssertNotEqual(ran.status, 0)
  }

  func testAGroupThatStaysTellsWhere() throws {
    let ran = try sh("cgroup-run --keep --name \(ownName) true")
    XCTAssertFalse(groups(named: ownName).isEmpty)
    for path in groups(named: ownName) { XCTAssertTrue(ran.error.contains(path), ran.error) }
    let coloured = try sh("cgroup-run --keep --name \"$(printf '\(ownName)\\033[31m')\" true")
    XCTAssertTrue(coloured.error.contains(ownName + "\\x1b[31m\n"), coloured.error)
  }

  func testBelowAGivenGroup() throws {
    _ = try sh("cgroup-run -q --keep --name \(ownName) true")
    let parents = groups(named: ownName), parent = try XCTUnwrap(parents.first)
    let ran = try sh("cgroup-run -q --parent \(parent) --name \(ownName)-inner cat /proc/self/cgroup")
    XCTAssertEqual(ran.status, 0, ran.error)
    XCTAssertTrue(ran.output.contains("/\(ownName)/\(ownName)-inner\n"), ran.output)
    XCTAssertEqual(groups(named: ownName), parents)
    // By its path, and by a path within: `.`
    let here = try sh(
      "cd \(parent) && cgroup-run -q --parent . --name \(ownName)-inner cat /proc/self/cgroup")
    XCTAssertTrue(here.output.contains("/\(ownName)/\(ownName)-inner\n"), here.error)
    let nowhere = try sh("cgroup-run --parent /tmp true")
    XCTAssertEqual(nowhere.status, 1)
    XCTAssertTrue(nowhere.error.contains("--parent /tmp: neither"), nowhere.error)
  }

  func testTheDryRunMakesNothing() throws {
    let ran = try sh("cgroup-run --dry-run --name \(ownName) --memory 32M touch /tmp/\(ownName)")
    XCTAssertEqual(ran.status, 0)
    XCTAssertTrue(ran.output.contains("mkdir(") && ran.output.contains("33554432"), ran.output)
    XCTAssertEqual(groups(named: ownName), [])
    XCTAssertNil(contents("/tmp/" + ownName))
  }

  func testItExplainsItself() throws {
    let ran = try sh("cgroup-run --explain --name \(ownName) --memory 32M true")
    XCTAssertEqual(ran.status, 0)
    XCTAssertTrue(ran.error.contains("cgroup.procs"), ran.error)
    XCTAssertTrue(ran.error.contains("or what does not fit would be swapped out"), ran.error)
  }

  func testAnOrdinaryUserIsToldWhatIsMissing() throws {
    let ran = try sh("\(asUser)cgroup-run --memory 32M true")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("it has not been delegated to you"), ran.error)
    XCTAssertTrue(ran.error.contains("\n  try  "), ran.error)
  }

  /// The group's new owner makes groups in it, and moves processes there; its limits are not the owner's.
  func testAGroupIsGivenAway() throws {
    try needsTwo()
    let script = """
      cd $0/$(sed -n 's/^0:://p' /proc/self/cgroup) && mkdir below && echo 0 > below/cgroup.procs &&
      grep -q below /proc/self/cgroup && echo moved; echo 1 > cgroup.max.depth || echo refused
      """
    let mount = try XCTUnwrap(mounts.first { contents($0 + "/cgroup.controllers") != nil })
    let ran = try sh(
      "cgroup-run -q --name \(ownName) --delegate 1000 \(asUser)sh -c '\(script.replacingOccurrences(of: "'", with: "'\\''"))' \(mount)"
    )
    XCTAssertEqual(ran.output, "moved\nrefused\n", ran.error)
    XCTAssertEqual(groups(named: ownName), [])
  }

  /// What a hierarchy does not tell is null, never 0.
  func testAbsentIsNotZero() throws {
    let (_, report) = try report("", "true")
    let memory = try XCTUnwrap(report["memory"] as? [String: Any])
    if isOnTwo("memory") {
      XCTAssertEqual(memory["high"] as? Int, 0)
    } else {
      XCTAssertTrue(memory["high"] is NSNull, "\(memory)")
    }
  }

  func testTheReportMayGoElsewhere() throws {
    let nowhere = try sh("cgroup-run -o /nonexistent/file touch /tmp/\(ownName)")
    XCTAssertEqual(nowhere.status, 1)
    XCTAssertNil(contents("/tmp/" + ownName), "refused before anything is done")
    XCTAssertTrue(nowhere.error.contains("--output /nonexistent/file: No such file"), nowhere.error)
    // What is lost later is told; the status stays the command's.
    let full = try sh("cgroup-run --name \(ownName) --json -o /dev/full sh -c 'exit 5'")
    XCTAssertEqual(full.status, 5)
    XCTAssertEqual(full.error, "cgroup-run: --output /dev/full: No space left on device\n")
    XCTAssertEqual(groups(named: ownName), [])
  }

  /// Each call that makes or sets something fails once: what was done before is taken back.
  func testWhateverFailsIsTakenBack() throws {
    let mountsTwo = mounts.first { contents($0 + "/cgroup.controllers") != nil } ?? "/"
    let before = contents(mountsTwo + "/cgroup.subtree_control")
    for call in ["mkdir", "write", "vfork,fork,clone,clone3", "execve"] {
      for count in 1...(isPlayground ? 3 : 14) {
        // The first exec is strace's own of the tool.
        let when = call == "execve" ? count + 1 : count
        let ran = try sh(
          """
          strace -f -qq -o /dev/null -e trace=\(call) -e inject=\(call):error=ENOSPC:when=\(when) \
            cgroup-run --name \(ownName) --memory 32M --pids 20 echo done
          """)
        XCTAssertNotEqual(ran.status, overdue, "\(call) \(count)")
        XCTAssertTrue(eventually { groups(named: ownName).isEmpty }, "\(call) \(count): \(ran.error)")
        XCTAssertEqual(contents(mountsTwo + "/cgroup.subtree_control"), before, "\(call) \(count)")
        if ran.status == 0 { XCTAssertTrue(ran.output.isEmpty || ran.output == "done\n", ran.output) }
      }
    }
  }

  /// The command itself removes the group that it was in.
  func testAGroupThatVanishesMeanwhile() throws {
    let script = """
      for m in \(mounts.joined(separator: " ")); do
        for g in $(find $m -type d -name \(ownName)); do
          while read -r p; do echo $p > $(dirname $g)/cgroup.procs; done < $g/cgroup.procs; rmdir $g
        done
      done; exit 5
      """
    // In the topmost of version 1's cpuset a process may be, too, so it goes where the group was made.
    let file = try Scratch()
    let path = try file.file("leave", script)
    let ran = try sh("cgroup-run --json --name \(ownName) sh \(path)")
    XCTAssertEqual(ran.status, 5, ran.error)
    XCTAssertEqual(groups(named: ownName), [])
  }
}
