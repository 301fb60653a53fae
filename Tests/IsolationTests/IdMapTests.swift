import XCTest

@testable import Isolation

final class IdMapTests: XCTestCase {
  private func lines(_ ranges: [IdRange], and single: IdRange, grows: Bool = false) -> [String] {
    var map = IdMap(ranges)
    map.insert(single) { _ in grows }
    XCTAssertNil(map.flaw, "\(map)")
    return map.ranges.map(\.description)
  }
  private func range(_ inside: UInt32, _ outside: UInt32, _ count: UInt32) -> IdRange {
    IdRange(inside: inside, outside: outside, count: count)
  }

  /// As `unshare --map-current-user --map-auto` has them.
  func testRoomForOne() {
    let auto = range(0, 100_000, 65_536)
    XCTAssertEqual(lines([auto], and: range(0, 1000, 1)), ["0 1000 1", "1 100000 65535"])
    XCTAssertEqual(lines([auto], and: range(0, 1000, 1), grows: true), ["0 1000 1", "1 100000 65536"])
    XCTAssertEqual(
      lines([auto], and: range(1000, 1000, 1)), ["1000 1000 1", "0 100000 1000", "1001 101000 64535"])
    XCTAssertEqual(lines([auto], and: range(70_000, 1000, 1)), ["70000 1000 1", "0 100000 65536"])
  }

  func testTheOnlyIdIsNotLost() {
    XCTAssertEqual(lines([range(0, 5000, 1)], and: range(0, 1000, 1), grows: true), ["0 1000 1", "1 5000 1"])
    XCTAssertEqual(lines([range(5000, 5000, 1)], and: range(1000, 1000, 1)), ["1000 1000 1", "5000 5000 1"])
  }

  func testBothSidesTouched() {
    // Inside 12 and outside 25 are taken; the pairs before, between and after them go on.
    XCTAssertEqual(
      lines([range(10, 20, 10)], and: range(12, 25, 1)), ["12 25 1", "10 20 2", "13 22 3", "16 26 4"])
    XCTAssertEqual(lines([range(10, 20, 10)], and: range(15, 25, 1)), ["15 25 1", "10 20 5", "16 26 4"])
    XCTAssertEqual(lines([range(10, 20, 10)], and: range(19, 5, 1)), ["19 5 1", "10 20 9"])
  }

  /// Whatever the numbers: nothing is mapped twice, and one id at most is given up.
  func testNothingIsEverMappedTwice() {
    for inside in UInt32(0)..<12 {
      for outside in UInt32(0)..<12 {
        for count in UInt32(1)..<6 {
          var map = IdMap([range(3, 4, count)])
          map.insert(range(inside, outside, 1)) { _ in false }
          XCTAssertNil(map.flaw, "\(map)")
          let mapped = map.ranges.map(\.count).reduce(0, +)
          XCTAssertTrue([count, count + 1].contains(mapped), "\(map)")
        }
      }
    }
  }

  func testWhatTheKernelWouldRefuse() {
    XCTAssertEqual(
      IdMap([range(0, 0, 5), range(4, 10, 1)]).flaw, .overlap(range(0, 0, 5), range(4, 10, 1)))
    XCTAssertEqual(
      IdMap([range(0, 0, 5), range(9, 4, 1)]).flaw, .overlap(range(0, 0, 5), range(9, 4, 1)))
    XCTAssertNil(IdMap([range(0, 0, 5), range(5, 5, 1)]).flaw)
    XCTAssertEqual(IdMap((0..<341).map { range($0, $0, 1) }).flaw, .tooLong)
    // 340 lines, but more than a page.
    XCTAssertEqual(IdMap((0..<340).map { range(1_000_000 + $0, 2_000_000 + $0, 1) }).flaw, .tooLong)
  }

  func testReading() {
    let map = IdMap(reading: "         0       1000          1\n         1     100000      65536\n")
    XCTAssertEqual(map.text, "0 1000 1\n1 100000 65536\n")
    XCTAssertTrue(map.contains(inside: 65_536))
    XCTAssertFalse(map.contains(inside: 65_537))
  }

  func testSubordinateIdsGoByTheUser() {
    let text = "other:1:2\nme:100000:65536\n1000:300000:10\nme:bad:1\nme:5:0\n"
    XCTAssertEqual(
      SubordinateIds.all(of: 1000, named: "me", in: text),
      [SubordinateIds(first: 100_000, count: 65_536), SubordinateIds(first: 300_000, count: 10)])
    XCTAssertEqual(
      SubordinateIds.all(of: 1000, named: nil, in: text), [SubordinateIds(first: 300_000, count: 10)])
    XCTAssertEqual(SubordinateIds.all(of: 7, named: nil, in: text), [])
  }

  func testNames() {
    let users = UserDatabase("root:x:0:0:root:/root:/bin/sh\nbad\nme:x:1000:7::/:\n")
    XCTAssertEqual(users.id(of: "me"), 1000)
    XCTAssertEqual(users.id(of: "12"), 12)
    XCTAssertNil(users.id(of: "bad"))
    XCTAssertEqual(users.name(of: 0), "root")
    XCTAssertEqual(users.shell(of: 0), "/bin/sh")
    XCTAssertNil(users.shell(of: 1000))
  }
}

final class CgroupMembershipTests: XCTestCase {
  private let mounts = MountTable(
    """
    1 0 0:1 / /sys/fs/cgroup rw - tmpfs none rw
    2 1 0:2 / /sys/fs/cgroup/unified rw - cgroup2 none rw,nsdelegate
    3 1 0:3 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup none rw,cpu,cpuacct
    4 1 0:4 /docker/a /sys/fs/cgroup/memory rw - cgroup none rw,memory
    5 1 0:5 / /sys/fs/cgroup/systemd rw - cgroup none rw,xattr,name=systemd
    """)

  func testEveryHierarchyIsFoundWhereItIsMounted() {
    let membership = CgroupMembership(
      reading: "5:name=systemd:/init\n4:memory:/docker/a/b\n3:cpu,cpuacct:/x:y\n0::/\n")
    XCTAssertEqual(
      membership.entries.map { $0.directory(in: mounts)?.text },
      [
        "/sys/fs/cgroup/systemd/init", "/sys/fs/cgroup/memory/b", "/sys/fs/cgroup/cpu,cpuacct/x:y",
        "/sys/fs/cgroup/unified",
      ])
  }

  func testWhatIsOutOfReach() {
    let membership = CgroupMembership(reading: "9:pids:/x\n4:memory:/docker/ab\n0::/../up\n")
    XCTAssertEqual(membership.entries.map { $0.directory(in: mounts) }, [nil, nil, nil])
  }
}
