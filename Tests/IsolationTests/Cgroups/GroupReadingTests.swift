import TestSupport
import XCTest

@testable import Isolation

/// What a group's files say, in both versions, with what real kernels were seen to write. CG-N: reports of others' tools.
final class GroupReadingTests: XCTestCase {
  /// CG-10: `max` is a value of its own, and takes nothing else with it.
  func testMaxIsNoBound() throws {
    let two = try GroupFixture()
    try two.group(
      "a",
      [
        "memory.max": "max\n", "memory.high": "1048576\n", "memory.swap.max": "max\n",
        "memory.current": "4096\n",
        "pids.current": "3\n", "pids.max": "max\n", "cpu.max": "max 100000\n", "cpu.weight": "100\n",
      ])
    let read = try two.reading(.all)
    XCTAssertEqual(read.memoryLimits, MemoryLimits(max: .unlimited, high: .at(1_048_576), swap: .unlimited))
    XCTAssertEqual(read.memory?.current, 4096)
    XCTAssertEqual(read.tasks?.value.limit, .unlimited)
    XCTAssertEqual(read.cpuLimits, CPULimits(quota: .unlimited, period: 100_000, weight: 100))
    XCTAssertNil(read.cpuLimits?.thousandths)
  }

  /// CG-11: version 1 writes the largest number of whole pages, -1 for a quota, and the sum of memory and swap.
  func testNoBoundOfVersionOne() throws {
    let one = try GroupFixture(.one, ["memory", "cpu", "cpuacct"])
    try one.group(
      "a",
      [
        "memory.usage_in_bytes": "8192\n", "memory.limit_in_bytes": "9223372036854771712\n",
        "memory.memsw.limit_in_bytes": "9223372036854710272\n", "memory.memsw.usage_in_bytes": "9216\n",
        "memory.stat": "cache 1\ninactive_file 1\ntotal_inactive_file 4096\n", "cpu.cfs_quota_us": "-1\n",
        "cpu.cfs_period_us": "100000\n", "cpu.shares": "1024\n",
      ])
    let read = try one.reading(.all)
    XCTAssertEqual(read.memoryLimits?.max, .unlimited)
    XCTAssertEqual(read.memoryLimits?.swap, .unlimited)
    XCTAssertEqual(read.cpuLimits?.quota, .unlimited)
    XCTAssertEqual(read.cpuLimits?.weight, 100)
    XCTAssertEqual(read.memory?.swap, 1024)
    XCTAssertEqual(Limit("1073741824"), .at(1 << 30))
    XCTAssertEqual(Limit.unlimited.word, "max")
    XCTAssertEqual(Limit.unlimited.wordOfOne, "-1")
    XCTAssertNil(Limit("plenty"))
  }

  /// CG-14: what is charged, and what would not go away by itself.
  func testWorkingSet() throws {
    let two = try GroupFixture()
    try two.group(
      "a", ["memory.current": "314572800\n", "memory.stat": "anon 1\ninactive_file 300000000\nfile 2\n"])
    let memory = try XCTUnwrap(two.reading([.memory, .memoryDetails]).memory)
    XCTAssertEqual(memory.current, 314_572_800)
    XCTAssertEqual(memory.workingSet, 14_572_800)
    XCTAssertEqual(MemoryUse(current: 10, inactiveFile: 20).workingSet, 0)
    XCTAssertNil(MemoryUse(current: 10).workingSet)
    let one = try GroupFixture(.one, ["memory"])
    try one.group(
      "a", ["memory.usage_in_bytes": "5000\n", "memory.stat": "inactive_file 1\ntotal_inactive_file 3000\n"])
    XCTAssertEqual(try one.reading([.memory, .memoryDetails]).memory?.workingSet, 2000)
  }

  /// CG-22: several devices on a line, one without figures, one that has gone, no end of line.
  func testOddRowsOfIO() throws {
    let two = try GroupFixture()
    try two.group(
      "a",
      [
        "io.stat":
          "7:7 7:6 7:5 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0\n(unknown) rbytes=500 wbytes=500\n"
          + "252:1 \n8:0 rbytes=10 wbytes=20 rios=x wios=2 cost.usage=7\n252:0 "
      ])
    let io = try XCTUnwrap(two.reading(.io).io?.value)
    XCTAssertEqual(io.devices.map(\.device), ["7:5", "8:0"])
    XCTAssertEqual(io.read, 11)
    XCTAssertEqual(io.written, 22)
    XCTAssertEqual(io.devices.map(\.reads), [3, 0])
  }

  /// Of version 1 the file that counts groups below as well, where there is one.
  func testIOOfVersionOne() throws {
    let one = try GroupFixture(.one, ["blkio"])
    let own = "blkio.throttle.io_service_bytes", below = own + "_recursive"
    try one.group("a", [own: "8:0 Read 100\n8:0 Write 200\n8:0 Total 300\nTotal 300\n"])
    XCTAssertEqual(try one.reading(.io).io?.value.read, 100)
    try one.group("a", [below: "8:0 Read 1000\n8:16 Write 200\n8:0 Total 1200\nTotal 1200\n"])
    XCTAssertEqual(try one.reading(.io).io?.value.read, 1000)
    XCTAssertEqual(try one.reading(.io).io?.value.written, 200)
    XCTAssertEqual(try one.reading(.io).io?.value.devices.map(\.device), ["8:0", "8:16"])
  }

  /// CG-28: microseconds under one name, nanoseconds under the other.
  func testThrottledTime() throws {
    let two = try GroupFixture()
    try two.group(
      "a", ["cpu.stat": "usage_usec 9\nnr_periods 31\nnr_throttled 30\nthrottled_usec 2350000\nnr_bursts 0\n"]
    )
    XCTAssertEqual(
      try two.reading(.throttling).throttling?.value, Throttling(periods: 31, throttled: 30, time: 2_350_000))
    let one = try GroupFixture(.one, ["cpu"])
    try one.group("a", ["cpu.stat": "nr_periods 31\nnr_throttled 30\nthrottled_time 2350000000\n"])
    XCTAssertEqual(
      try one.reading(.throttling).throttling?.value, Throttling(periods: 31, throttled: 30, time: 2_350_000))
    // Without the controller the file is there, and says nothing of it.
    let plain = try GroupFixture()
    try plain.group("a", ["cpu.stat": "usage_usec 5\nuser_usec 3\nsystem_usec 2\nnice_usec 0\n"])
    XCTAssertNil(try plain.reading([.cpu, .throttling]).throttling)
    XCTAssertEqual(try plain.reading(.cpu).cpu?.value, CPUTime(usage: 5, user: 3, system: 2))
  }

  /// CG-34: that the limit was reached is no lack of memory, and a lack of memory need not kill.
  func testMemoryEventsAreSeparate() throws {
    let two = try GroupFixture()
    try two.group("a", ["memory.events": "low 0\nhigh 5\nmax 4\noom 3\noom_kill 2\noom_group_kill 1\n"])
    let events = try XCTUnwrap(two.reading(.memoryEvents).memoryEvents?.value)
    XCTAssertEqual(
      [events.high, events.max, events.oom, events.oomKill, events.oomGroupKill], [5, 4, 3, 2, 1])
    let old = try GroupFixture()
    try old.group("a", ["memory.events": "low 0\nhigh 0\nmax 61\noom 1\noom_kill 0\n"])
    let fewer = try XCTUnwrap(old.reading(.memoryEvents).memoryEvents?.value)
    XCTAssertEqual([fewer.max, fewer.oom, fewer.oomKill, fewer.oomGroupKill], [61, 1, 0, nil])
    let one = try GroupFixture(.one, ["memory"])
    try one.group(
      "a", ["memory.failcnt": "61\n", "memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n"])
    let events1 = try XCTUnwrap(one.reading(.memoryEvents).memoryEvents?.value)
    XCTAssertEqual([events1.max, events1.oom, events1.oomKill], [61, nil, 1])
  }

  /// CG-02, CG-19: a file that is not there, or not for this group, takes nothing else with it.
  func testFilesAreReadIndependently() throws {
    let two = try GroupFixture()
    try two.group(
      "a",
      [
        "memory.current": "4096\n", "io.stat": "8:0 rbytes=1 wbytes=2\n", "pids.current": "rubbish\n",
        "cpu.pressure": "some avg10=1.53 avg60=0.87 avg300=0.00 total=58761\n",
      ])
    // EISDIR when it is read, in place of what other kernels say: EOPNOTSUPP, EIO.
    try two.scratch.directory("a/cpu.stat")
    try two.scratch.directory("a/memory.stat")
    let read = try two.reading(.all)
    XCTAssertNil(read.cpu)
    XCTAssertNil(read.tasks)
    XCTAssertEqual(read.memory, MemoryUse(current: 4096))
    XCTAssertEqual(read.io?.value.written, 2)
    XCTAssertEqual(read.cpuPressure?.some?.average10, 153)
    XCTAssertEqual(read.cpuPressure?.some?.total, 58761)
    XCTAssertNil(read.cpuPressure?.full)
  }

  /// An empty file is no 0.
  func testEmptyFiles() throws {
    let two = try GroupFixture()
    let files = [
      "cpu.stat", "memory.current", "memory.max", "memory.events", "pids.current", "cpu.max", "io.pressure",
    ]
    try two.group("a", Dictionary(uniqueKeysWithValues: files.map { ($0, "") }))
    let read = try two.reading(.all)
    XCTAssertNil(read.cpu)
    XCTAssertNil(read.memory)
    XCTAssertNil(read.memoryLimits)
    XCTAssertNil(read.tasks)
    XCTAssertNil(read.cpuLimits)
    XCTAssertNil(read.ioPressure)
    XCTAssertNil(read.memoryEvents?.value.oomKill)
  }
}
