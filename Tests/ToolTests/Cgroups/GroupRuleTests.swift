import Foundation
import TestSupport
import XCTest

/// What the kernel does with groups of version 2, row by row: in the virtual machine, since the host has its controllers
/// elsewhere.
final class GroupRuleTests: CgroupCase {
  private var mount: String { mounts.first { contents($0 + "/cgroup.controllers") != nil } ?? "" }

  /// `$G` is a new group below the topmost, which hands down these controllers.
  private func inGroup(_ controllers: String, _ script: String, deadline: Double = 30, line: UInt = #line)
    throws -> Ran
  {
    let hand = controllers.split(separator: " ").map { "+\($0)" }.joined(separator: " ")
    let ran = try sh(
      """
      cd \(mount) && echo \(hand) > cgroup.subtree_control && G=\(mount)/\(ownName) && mkdir $G && cd $G
      \(script)
      """, deadline: deadline)
    XCTAssertNotEqual(ran.status, overdue, ran.error, line: line)
    return ran
  }

  func testProcessesAndControllersForThoseBelowExcludeEachOther() throws {
    try needsTwo("memory")
    let ran = try inGroup(
      "memory",
      """
      sleep 610 & echo $! > cgroup.procs
      echo +memory > cgroup.subtree_control || echo busy
      echo $! > \(mount)/cgroup.procs; echo +memory > cgroup.subtree_control && echo handed
      echo $! > cgroup.procs || echo busy again
      kill $!
      """)
    XCTAssertEqual(ran.output, "busy\nhanded\nbusy again\n", ran.error)
    XCTAssertTrue(ran.error.contains("Device or resource busy") || ran.error.contains("I/O error"), ran.error)
  }

  /// And cgroup-run says so.
  func testTheToolNamesTheRule() throws {
    try needsTwo("memory")
    let ran = try inGroup(
      "memory",
      "sleep 610 & echo $! > cgroup.procs; cgroup-run --parent $G --memory 32M true; echo $?; kill $!")
    XCTAssertEqual(ran.output, "1\n")
    XCTAssertTrue(ran.error.contains("a group that hands controllers down may have no processes"), ran.error)
    let joining = try sh(
      "echo +memory > \(mount)/\(ownName)/cgroup.subtree_control; sh -c 'echo 0 > \(mount)/\(ownName)/cgroup.procs' || echo refused"
    )
    XCTAssertEqual(joining.output, "refused\n")
  }

  /// `+pids` on a group with processes is no error: it becomes threaded, and whole processes have no place below.
  func testTheThreadedTrap() throws {
    try needsTwo("pids")
    let ran = try inGroup(
      "pids",
      """
      mkdir below; sleep 610 & echo $! > cgroup.procs
      echo +pids > cgroup.subtree_control && cat cgroup.type below/cgroup.type
      echo $! > below/cgroup.procs || echo no place
      cgroup-run --parent $G true || echo told
      kill $!
      """)
    XCTAssertEqual(ran.output, "domain threaded\ndomain invalid\nno place\ntold\n", ran.error)
    XCTAssertTrue(ran.error.contains("is threaded"), ran.error)
  }

  func testAControllerComesFromAbove() throws {
    try needsTwo("memory")
    let ran = try inGroup(
      "",
      """
      mkdir below; echo -memory > \(mount)/cgroup.subtree_control
      echo +memory > cgroup.subtree_control || echo missing
      cgroup-run --parent $G --memory 32M true || echo told
      echo +memory > \(mount)/cgroup.subtree_control; echo +memory > cgroup.subtree_control && echo handed
      echo -memory > \(mount)/cgroup.subtree_control || echo in use
      """)
    XCTAssertEqual(ran.output, "missing\ntold\nhanded\nin use\n", ran.error)
    XCTAssertTrue(ran.error.contains("does not have memory itself"), ran.error)
  }

  /// Inside works, across the border not: EACCES, since the nearest group above both is not one's own.
  func testDelegationHasABorder() throws {
    try needsTwo("memory")
    let ran = try inGroup(
      "memory",
      """
      echo +memory > cgroup.subtree_control; mkdir a b
      chown 1000:1000 . cgroup.procs cgroup.subtree_control cgroup.threads a a/cgroup.procs b b/cgroup.procs
      sleep 610 & echo $! > a/cgroup.procs; chown 1000 /proc/$! 2>/dev/null
      \(asUser)sleep 611 & echo $! > a/cgroup.procs
      \(asUser)sh -c "echo $! > b/cgroup.procs && echo inside; echo $! > \(mount)/cgroup.procs || echo border; mkdir c && echo made; echo 1 > memory.max || echo not mine"
      echo 1 > cgroup.kill; wait
      """)
    XCTAssertEqual(ran.output, "inside\nborder\nmade\nnot mine\n", ran.error)
    XCTAssertTrue(ran.error.contains("Permission denied"), ran.error)
  }

  /// With `nsdelegate`, as on most hosts, a cgroup namespace is such a border, for root as well.
  func testANamespaceIsABorderToo() throws {
    try needsTwo("memory")
    let ran = try inGroup(
      "memory",
      """
      echo +memory > cgroup.subtree_control; mkdir inner
      sh -c 'echo 0 > inner/cgroup.procs; exec ns-unshare --cgroup sh -c "
        echo 1G > inner/memory.max || echo limit; mkdir inner/a && echo 0 > inner/a/cgroup.procs && echo inside
        echo 0 > $0/cgroup.procs || echo out"' $G
      """)
    XCTAssertEqual(ran.output, "limit\ninside\nout\n", ran.error)
  }

  /// What lies in tmpfs is no cache that could go by itself.
  func testFilesInMemoryAreWorkingSet() throws {
    try needsTwo("memory")
    let ran = try inGroup(
      "memory",
      """
      sh -c 'echo 0 > cgroup.procs; dd if=/dev/zero of=/tmp/\(ownName) bs=1M count=24 2>/dev/null'
      cgroup-top --raw --noheadings -1 -o working /\(ownName) 2>/dev/null; rm /tmp/\(ownName)
      """)
    let working = try XCTUnwrap(
      Int(ran.output.split(whereSeparator: \.isWhitespace).last ?? ""), ran.output + ran.error)
    XCTAssertGreaterThan(working, 20 << 20)
  }

  /// Slowed down, not killed.
  func testMemoryHigh() throws {
    try needsTwo("memory")
    let (ran, report) = try report(
      "--memory-high 16M", "timeout 20 dd if=/dev/zero of=/dev/null bs=24M count=1", deadline: 60)
    XCTAssertTrue([0, 124].contains(ran.status), ran.error)
    XCTAssertGreaterThan(try XCTUnwrap(number(report, "memory", "high")), 0)
    XCTAssertEqual(number(report, "memory", "oom_kill"), 0)
  }

  func testAllOfTheGroupIsKilled() throws {
    try needsTwo("memory")
    let both = "sh -c 'sleep 60 & dd if=/dev/zero of=/dev/null bs=64M count=1; wait; echo alive'"
    let (alone, one) = try report("--memory 24M", "timeout 5 " + both, deadline: 60)
    XCTAssertEqual(alone.status, 124, "only one is killed: \(one)")
    let (ran, report) = try report("--memory 24M --oom-group", both, deadline: 60)
    XCTAssertEqual(ran.status, 137)
    XCTAssertEqual(ran.output, "")
    XCTAssertGreaterThanOrEqual(try XCTUnwrap(number(report, "memory", "oom_kill")), 3)
  }

  /// Page cache counts, but goes by itself: so what is used is told in two ways.
  func testPageCacheIsNoWorkingSet() throws {
    try needsTwo("memory")
    let file = try tool("cgroup-run")
    let ran = try inGroup(
      "memory",
      """
      echo 1 > /proc/sys/vm/drop_caches
      sh -c 'echo 0 > cgroup.procs; cat \(file) > /dev/null'
      echo $(cat memory.current) $(sed -n 's/^inactive_file //p' memory.stat) $(sed -n 's/^anon //p' memory.stat)
      """)
    let numbers = ran.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    XCTAssertEqual(numbers.count, 3, ran.error)
    guard numbers.count == 3 else { return }
    if numbers[0] < 1 << 20 { throw XCTSkip("this file system does not keep pages for a group: \(numbers)") }
    XCTAssertGreaterThan(numbers[1] * 10, numbers[0] * 5, "mostly inactive files: \(numbers)")
    XCTAssertLessThan(numbers[2] * 10, numbers[0])
  }

  /// Weights bite where both want the same processor.
  func testWeightsShareOneProcessor() throws {
    try needsTwo("cpu", "cpuset")
    let ran = try inGroup(
      "cpu cpuset",
      """
      echo +cpu +cpuset > cgroup.subtree_control; mkdir light heavy
      echo 300 > heavy/cpu.weight; echo 100 > light/cpu.weight
      for g in light heavy; do
        echo 0 > $g/cpuset.cpus
        sh -c "echo 0 > $g/cgroup.procs; while :; do :; done" &
      done
      sleep 1
      clocks() { cat heavy/cpu.stat light/cpu.stat | sed -n 's/^usage_usec //p'; }
      set -- $(clocks); h=$1 l=$2; sleep 5; set -- $(clocks)
      echo $(($1 - h)) $(($2 - l))
      echo 1 > cgroup.kill; wait
      """, deadline: 40)
    let used = ran.output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    XCTAssertEqual(used.count, 2, ran.error)
    guard used.count == 2 else { return }
    XCTAssertEqual(used[0] / (used[0] + used[1]), 0.75, accuracy: 0.05, "\(used)")
  }

  func testReadingADiskIsHeldBack() throws {
    try needsTwo("io")
    let ran = try sh(
      """
      modprobe loop 2>/dev/null; set -e; d=$(mktemp -d); mount -t tmpfs tmpfs $d; trap 'losetup -d $l 2>/dev/null; umount $d; rmdir $d' EXIT
      truncate -s 64M $d/disk; l=$(losetup --find --show $d/disk); n=$(cat /sys/class/block/${l#/dev/}/dev)
      cgroup-run --json -o $d/report --name \(ownName) --io $l:rbps=1M timeout 4 dd if=$l of=/dev/null bs=64k iflag=direct count=1024 2>/dev/null || true
      cat $d/report
      """, deadline: 60)
    guard ran.status == 0 else { throw XCTSkip("no loop device here: \(ran.error)") }
    let json = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any]
    let devices = try XCTUnwrap(json?["io"] as? [[String: Any]], ran.output)
    let read = devices.compactMap { $0["rbytes"] as? Int }.max() ?? 0
    // A megabyte a second, and what is let through at the beginning.
    XCTAssertGreaterThan(read, 0)
    XCTAssertLessThan(read, 12 << 20, ran.output)
  }

  func testTheSetOfProcessorsCannotBeWidenedFromWithin() throws {
    try needsTwo("cpuset")
    let ran = try inGroup(
      "cpuset",
      """
      echo 0 > cpuset.cpus; cat cpuset.cpus.effective
      sh -c 'echo 0 > cgroup.procs; taskset -pc 0-1 $$ >/dev/null 2>&1; grep Cpus_allowed_list /proc/self/status'
      echo > cpuset.cpus; cat cpuset.cpus.effective
      """)
    let all = contents("/sys/devices/system/cpu/online") ?? ""
    XCTAssertEqual(ran.output, "0\nCpus_allowed_list:\t0\n\(all)", ran.error)
  }

  /// It has no limits, cannot be frozen or killed; but tells of processor time.
  func testTheTopmostGroupIsNoOrdinaryOne() throws {
    try needsTwo("memory")
    for file in [
      "cgroup.type", "cgroup.events", "cgroup.freeze", "cgroup.kill", "memory.current", "memory.max",
    ] {
      XCTAssertNil(contents(mount + "/" + file), file)
    }
    for file in ["cpu.stat", "cgroup.stat", "memory.stat", "io.stat"] {
      XCTAssertNotNil(contents(mount + "/" + file), file)
    }
  }

  /// Its only processor is wanted by four.
  func testPressure() throws {
    try needsTwo("cpu", "cpuset")
    let loop = "while :; do :; done"
    let (_, report) = try report(
      "--cpuset 0", "timeout 3 sh -c '(\(loop)) & (\(loop)) & (\(loop)) & \(loop)'", deadline: 40)
    let pressure = try XCTUnwrap(report["pressure"] as? [String: Any], "\(report)")
    let cpu = try XCTUnwrap(pressure["cpu"] as? [String: Any])
    XCTAssertGreaterThan(try XCTUnwrap(cpu["some_usec"] as? Int), 500_000)
  }
}
