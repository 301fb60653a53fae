import Console
import Isolation
import XCTest

@testable import cgroup_run

/// What the options of cgroup-run come to, call by call.
final class CgroupRunPlanTests: XCTestCase {
  private func options(_ words: CString...) -> Options {
    var options = Options()
    guard case .operands(let rest) = Options.table.parse(words, into: &options) else {
      XCTFail("\(words) is refused")
      return options
    }
    options.command = rest
    return options
  }

  private func plan(_ options: Options, _ facts: Facts, line: UInt = #line) throws -> Plan {
    do throws(Refusal) {
      let plan = Plan(options, on: facts, in: try options.places(facts))
      XCTAssertEqual(plan.flaws, [], line: line)
      return plan
    } catch { throw error as any Error }
  }

  private func refused(_ options: Options, _ facts: Facts) -> String? {
    do throws(Refusal) {
      _ = try options.places(facts)
      return nil
    } catch { return error.text.in(.english) }
  }

  /// A host with version 2 alone, without systemd.
  private var two: Facts {
    var facts = Facts()
    facts.controllers = ["cpu", "memory", "pids", "io", "cpuset"]
    facts.hierarchies = [
      Hierarchy(version: .two, controllers: ["cpu", "memory", "pids", "io", "cpuset"], mount: "/c")
    ]
    var top = GroupAncestor("/c")
    top.isTopmost = true
    top.controllers = ["cpu", "memory", "pids", "io", "cpuset"]
    top.handsDown = ["pids"]
    facts.lineage = [top]
    facts.token = "1"
    return facts
  }

  /// Controllers on version 1, beside an empty version 2.
  private var hybrid: Facts {
    var facts = Facts()
    facts.controllers = ["memory", "cpuset", "pids"]
    facts.hierarchies = [
      Hierarchy(version: .one, controllers: ["memory"], mount: "/c/memory"),
      Hierarchy(version: .one, controllers: ["cpuset"], mount: "/c/cpuset"),
      Hierarchy(version: .one, controllers: ["name=systemd"], mount: "/c/systemd"),
      Hierarchy(version: .two, controllers: [], mount: "/c/unified"),
    ]
    facts.ones["/c/memory"] = .init(directory: "/c/memory/box")
    facts.ones["/c/cpuset"] = .init(
      directory: "/c/cpuset", processors: NumberRanges([0...3]), nodes: NumberRanges([0...0]))
    facts.ones["/c/systemd"] = .init(directory: "/c/systemd")
    var top = GroupAncestor("/c/unified")
    top.isTopmost = true
    facts.lineage = [top]
    facts.token = "1"
    return facts
  }

  func testVersionTwo() throws {
    XCTAssertEqual(
      try plan(options("--memory", "32M", "--pids", "20", "true"), two).listing,
      """
      caller: fork() = <keeper>
      keeper: setsid()
      keeper: flock(open("/c", O_RDONLY), LOCK_EX) = <lock>
      keeper: write("/c/cgroup.subtree_control", "+memory")
      keeper: mkdir("/c/cgroup-run-1", 0755)
      keeper: close(<lock>)
      keeper: write("/c/cgroup-run-1/memory.max", "33554432")
      keeper: write("/c/cgroup-run-1/memory.swap.max", "0")
      keeper: write("/c/cgroup-run-1/pids.max", "20")
      caller: fork() = <child>
      child: write("/c/cgroup-run-1/cgroup.procs", "0")
      child: execvp("true", ["true"])
      caller: waitpid(<child>); SIGHUP, SIGINT, SIGQUIT, SIGTERM: kill(<child>)
      caller: read("/c/cgroup-run-1/*")
      caller: write("/c/cgroup-run-1/cgroup.kill", "1")
      caller: rmdir("/c/cgroup-run-1")
      caller: write("/c/cgroup.subtree_control", "-memory")
      """)
  }

  func testVersionOneHasAGroupInEachHierarchyThatCounts() throws {
    XCTAssertEqual(
      try plan(options("--memory", "32M", "--cpuset", "1", "true"), hybrid).listing,
      """
      caller: fork() = <keeper>
      keeper: setsid()
      keeper: mkdir("/c/memory/box/cgroup-run-1", 0755)
      keeper: write("/c/memory/box/cgroup-run-1/memory.limit_in_bytes", "33554432")
      keeper: write("/c/memory/box/cgroup-run-1/memory.memsw.limit_in_bytes", "33554432")
      keeper: mkdir("/c/cpuset/cgroup-run-1", 0755)
      keeper: write("/c/cpuset/cgroup-run-1/cpuset.mems", "0")
      keeper: write("/c/cpuset/cgroup-run-1/cpuset.cpus", "1")
      keeper: mkdir("/c/unified/cgroup-run-1", 0755)
      caller: fork() = <child>
      child: write("/c/memory/box/cgroup-run-1/cgroup.procs", "0")
      child: write("/c/cpuset/cgroup-run-1/cgroup.procs", "0")
      child: write("/c/unified/cgroup-run-1/cgroup.procs", "0")
      child: execvp("true", ["true"])
      caller: waitpid(<child>); SIGHUP, SIGINT, SIGQUIT, SIGTERM: kill(<child>)
      caller: read("/c/memory/box/cgroup-run-1/*"); read("/c/cpuset/cgroup-run-1/*"); read("/c/unified/cgroup-run-1/*")
      caller: write("/c/unified/cgroup-run-1/cgroup.kill", "1")
      caller: rmdir("/c/memory/box/cgroup-run-1")
      caller: rmdir("/c/cpuset/cgroup-run-1")
      caller: rmdir("/c/unified/cgroup-run-1")
      """)
  }

  /// A delegated scope with this process in it: nobody may be in a group that hands controllers down.
  func testWhoIsAloneInItsGroupLeavesIt() throws {
    var facts = two
    var scope = GroupAncestor("/c/run.scope")
    scope.controllers = ["memory"]
    scope.processes = [7]
    scope.isDelegated = true
    facts.lineage = [scope] + facts.lineage
    facts.maker = GroupMaker(pid: 7, isRoot: false, hasSystemd: true)
    let listing = try plan(options("--memory", "32M", "--name", "box", "true"), facts).listing
    XCTAssertTrue(
      listing.contains(
        """
        keeper: mkdir("/c/run.scope/box-caller", 0755)
        keeper: write("/c/run.scope/box-caller/cgroup.procs", "0")
        caller: write("/c/run.scope/box-caller/cgroup.procs", "0")
        keeper: flock(open("/c/run.scope", O_RDONLY), LOCK_EX) = <lock>
        keeper: write("/c/run.scope/cgroup.subtree_control", "+memory")
        keeper: mkdir("/c/run.scope/box", 0755)
        """), listing)
    XCTAssertTrue(
      listing.hasSuffix(
        """
        caller: rmdir("/c/run.scope/box")
        caller: write("/c/run.scope/cgroup.subtree_control", "-memory")
        keeper: write("/c/run.scope/cgroup.procs", "0")
        caller: write("/c/run.scope/cgroup.procs", "0")
        caller: rmdir("/c/run.scope/box-caller")
        """), listing)
  }

  func testAGroupThatStaysIsNotTakenBack() throws {
    let listing = try plan(options("--keep", "--memory", "32M", "true"), two).listing
    XCTAssertTrue(listing.hasSuffix("caller: read(\"/c/cgroup-run-1/*\")"), listing)
  }

  func testSwapMayBeAskedFor() throws {
    let listing = try plan(options("--memory", "32M", "--swap", "32M", "true"), hybrid).listing
    XCTAssertTrue(listing.contains("memory.memsw.limit_in_bytes\", \"67108864\""), listing)
    // Without a limit on memory there is nothing to swap for.
    XCTAssertFalse(try plan(options("--memory", "max", "true"), two).listing.contains("swap"))
  }

  func testWhatThisHostCannotDo() {
    XCTAssertEqual(
      refused(options("--memory-high", "1M", "true"), hybrid),
      "--memory-high: cgroup version 1, which has the controller memory here, cannot do that")
    XCTAssertEqual(
      refused(options("--pids", "1", "true"), hybrid),
      "--pids: the controller pids is in no hierarchy that is mounted here")
    XCTAssertEqual(
      refused(options("--io-weight", "10", "true"), hybrid),
      "--io-weight: this kernel has no controller io, or it was turned off at boot")
    XCTAssertEqual(
      refused(options("true"), Facts()),
      "no hierarchy of control groups is mounted here in which you may make a group")
  }

  func testOrdinaryUsersOfVersionOne() {
    var facts = hybrid
    facts.ones["/c/memory"]?.isMine = false
    XCTAssertEqual(
      refused(options("--memory", "1M", "true"), facts),
      "you may make no group in /c/memory/box: it has not been delegated to you")
  }

  func testWords() {
    let wrong: [[CString]] = [
      ["--memory", "x"], ["--memory", ""], ["--cpu", "0"], ["--cpu", "-1"], ["--cpu", "nan"],
      ["--cpu-weight", "0"],
      ["--cpu-weight", "10001"], ["--pids", "-1"], ["--cpuset", ""], ["--cpuset", "1-0"],
      ["--io", "/dev/sda"],
      ["--io", "/dev/sda:rbps"], ["--io", "/dev/sda:rbps=0"], ["--io", "/dev/sda:x=1"], ["--name", "a/b"],
      ["--name", ".."], ["--name", "a\nb"], ["--huge-pages", "3MB:1M"],
    ]
    for words in wrong {
      var options = Options()
      guard case .refused = Options.table.parse(words + ["true"], into: &options) else {
        XCTFail("\(words)")
        continue
      }
    }
    XCTAssertEqual(
      options("--io", "8:0:rbps=1M,wiops=max", "true").io,
      [
        .init(device: "8:0", bounds: [.readBytes: .at(1 << 20), .writes: .unlimited])
      ])
    XCTAssertEqual(options("--cpu", "0.25", "true").cpu, .at(250))
  }
}
