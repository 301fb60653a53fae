import Foundation
import TestSupport
import XCTest

/// cgroup-top in batch, beside the kernel's files and systemd-cgtop. CG-N: reports of others' tools.
final class CgroupTopTests: GroupCase {
  private func number(_ row: [String: String]?, _ column: String) -> Double? {
    row?[column].flatMap { Double($0) }
  }

  /// CG-14: each figure is the one that stands in the group's own file.
  func testFiguresAreThoseOfTheFiles() throws {
    let memory = try place(of: "memory"), pids = try place(of: "pids")
    let group = try make(memory.directory + "/" + token)
    let tasks = memory.directory == pids.directory ? group : try make(pids.directory + "/" + token)
    // 20 MB that stay, in a process that sleeps.
    let held = try start(
      in: Array(Set([group, tasks])),
      "exec python3 -c 'b = bytearray(20 << 20); print(\"held\", flush=True); import time; time.sleep(600)'")
    defer { held.stop() }
    XCTAssertNotNil(held.line(beginning: "held"), held.error)
    let (usage, limit) =
      memory.isTwo ? ("memory.current", "memory.max") : ("memory.usage_in_bytes", "memory.limit_in_bytes")
    XCTAssertNotNil(try? Data("104857600".utf8).write(to: URL(fileURLWithPath: group + "/" + limit)))
    let path = memory.path + "/" + token
    var row: [String: String]?, bytes: Double = 0
    XCTAssertTrue(
      eventually {
        row = (try? rows("-1 -o tasks,memory,working,memory-max,tasks-max \(path)"))?[path]
        bytes = Double((contents(group + "/" + usage) ?? "").filter(\.isNumber)) ?? 0
        return number(row, "MEMORY") == bytes
      }, "\(row ?? [:]) \(bytes)")
    XCTAssertGreaterThan(bytes, 20 * 1_048_576)
    XCTAssertLessThanOrEqual(try XCTUnwrap(number(row, "WORKING")), bytes)
    XCTAssertGreaterThan(try XCTUnwrap(number(row, "WORKING")), 20 * 1_048_576)
    XCTAssertEqual(row?["MEMORY-MAX"], "104857600")
    XCTAssertEqual(row?["TASKS-MAX"], memory.path == pids.path ? "max" : "-")
    if memory.path == pids.path { XCTAssertEqual(row?["TASKS"], "1") }
    // By its directory as well.
    XCTAssertNotNil(try rows("-1 -o memory \(group)")[path])
  }

  /// A process that is busy a fifth of the time reads 20, and what it reads is what the counter says over that time.
  func testKnownLoad() throws {
    let two = try own(nil)
    let group = try make(two.directory + "/" + token), path = two.path + "/" + token
    let load = try start(
      in: [group],
      """
      exec python3 -c '
      import time
      next = time.monotonic()
      while True:
          end = time.thread_time() + 0.02
          while time.thread_time() < end: pass
          next += 0.1
          time.sleep(max(0, next - time.monotonic()))'
      """)
    defer { load.stop() }
    XCTAssertNotNil(load.line(beginning: "ready"), load.error)
    var seen: [(Double, Double)] = []
    // Others may keep the processors from it: then it has less, and says so.
    XCTAssertTrue(
      eventually(within: 40) {
        let began = clockAndUsage(of: group)
        let row = (try? rows("-d 2 -o cpu \(path)"))?[path]
        let ended = clockAndUsage(of: group)
        guard let read = number(row, "CPU"), ended.clock > began.clock else { return false }
        let truth = (ended.usage - began.usage) / (ended.clock - began.clock) * 100
        seen.append((read, truth))
        return abs(read - truth) < 2 && abs(read - 20) < 2
      }, "read and true: \(seen)")
  }

  private func clockAndUsage(of group: String) -> (clock: Double, usage: Double) {
    let line = (contents(group + "/cpu.stat") ?? "").split(separator: "\n").first {
      $0.hasPrefix("usage_usec ")
    }
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return (
      Double(now.tv_sec) + Double(now.tv_nsec) / 1e9, (line.flatMap { Double($0.dropFirst(11)) } ?? 0) / 1e6
    )
  }

  /// CG-28: the share of its periods in which a bound held a busy group back.
  func testThrottling() throws {
    let cpu = try place(of: "cpu")
    let group = try make(cpu.directory + "/" + token), path = cpu.path + "/" + token
    let (file, text) = cpu.isTwo ? ("cpu.max", "20000 100000") : ("cpu.cfs_quota_us", "20000")
    try Data(text.utf8).write(to: URL(fileURLWithPath: group + "/" + file))
    let load = try start(in: [group], "while :; do :; done")
    defer { load.stop() }
    XCTAssertNotNil(load.line(beginning: "ready"), load.error)
    var row: [String: String]?
    XCTAssertTrue(
      eventually(within: 30) {
        row = (try? rows("-d 1 -o throttled,throttles,cpu-max \(path)"))?[path]
        return number(row, "THROTTLED") ?? 0 > 70 && number(row, "THROTTLES") ?? 0 > 5
      }, "\(row ?? [:])")
    XCTAssertEqual(row?["CPU-MAX"], "20.00")
  }

  /// Two groups that both can see: the same memory, within what changes meanwhile.
  func testBesideItsPeer() throws {
    guard let peer = program("systemd-cgtop") else { throw XCTSkip("systemd-cgtop is not there") }
    let memory = try place(of: "memory")
    let group = try make(memory.directory + "/" + token), path = memory.path + "/" + token
    let held = try start(
      in: [group],
      "exec python3 -c 'b = bytearray(50 << 20); print(\"held\", flush=True); import time; time.sleep(600)'")
    defer { held.stop() }
    XCTAssertNotNil(held.line(beginning: "held"), held.error)
    var ours: Double?, theirs: Double?
    XCTAssertTrue(
      eventually {
        ours = number((try? rows("-1 -o memory \(path)"))?[path], "MEMORY")
        let ran = try? sh("COLUMNS=300 \(peer) -b -1 -r --depth=20")
        let line = (ran?.output ?? "").split(separator: "\n").first { $0.hasPrefix(path + " ") }
        theirs = line?.split(separator: " ").compactMap { Double($0) }.first { $0 > 1_000_000 }
        guard let ours, let theirs else { return false }
        return abs(ours - theirs) < 0.02 * theirs
      }, "\(String(describing: ours)) \(String(describing: theirs))")
  }

  func testWrongUsage() throws {
    let wrong: [(String, String)] = [
      ("/no/such/group-\(token)", "there is no group /no/such/group-"),
      ("--columns cpu,nothing", "there is no \"nothing\""),
      ("--order nothing", "--order: there is no"),
      ("--json --csv", "one of --raw, --json, --csv and --openmetrics"),
      ("-d 0", "--delay"), ("-n 0", "--iterations"), ("--filter 'CPU >'", "--filter"),
      ("/ /", "one group only"),
      ("--pid 1", "--pid moves the cursor of a screen"), ("--depth x", "--depth"),
    ]
    for (options, text) in wrong {
      let ran = try sh("cgroup-top \(options)")
      XCTAssertEqual(ran.status, 1, options)
      XCTAssertEqual(ran.output, "", options)
      XCTAssertTrue(ran.error.contains(text), "\(options): \(ran.error)")
    }
    XCTAssertTrue(try sh("cgroup-top --list-columns").output.contains("memory-swap"))
    XCTAssertEqual(try sh("cgroup-top -1 > /dev/full").status, 1)
  }

  /// Orders, depth, filters and headings, on the groups of this test.
  func testChoices() throws {
    let two = try own(nil)
    let group = try make(two.directory + "/" + token), path = two.path + "/" + token
    try make(group + "/b")
    try make(group + "/b/c")
    try make(group + "/a")
    func paths(_ options: String) throws -> [String] {
      try sh("cgroup-top --raw --noheadings -1 -o cpu-time \(options) \(path)").output.split(separator: "\n")
        .map {
          String($0.split(separator: " ")[0].dropFirst(path.utf8.count))
        }
    }
    XCTAssertEqual(try paths(""), ["", "/a", "/b", "/b/c"])
    XCTAssertEqual(try paths("-p --reverse"), ["/b/c", "/b", "/a", ""])
    XCTAssertEqual(try paths("--tree --order path --reverse"), ["", "/b", "/b/c", "/a"])
    XCTAssertEqual(try paths("--depth 1"), ["", "/a", "/b"])
    XCTAssertEqual(try paths("--depth 0"), [""])
    XCTAssertEqual(try paths("-Q 'GROUP =~ \"/c$\"'"), ["/b/c"])
    XCTAssertEqual(try paths("-Q 'GROUP =~ \"/c$\"' --tree"), ["", "/b", "/b/c"])
    XCTAssertEqual(try paths("-Q 'CPU-TIME > 0.5'"), [])
    // Without a terminal it looks twice and writes once, and there are rates.
    let once = try sh("cgroup-top -d 0.05 -o cpu \(path)")
    XCTAssertEqual(once.output.components(separatedBy: "GROUP").count, 2, once.output)
    XCTAssertTrue(once.output.contains("0.0"), once.output)
  }
}
