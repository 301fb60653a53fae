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

  /// CG-31, and the other forms: each is read by a reader of its format.
  func testForms() throws {
    let two = try own(nil)
    try make(two.directory + "/" + token)
    let odd = token + "/a b,\"\\é\u{1b}"
    try make(two.directory + "/" + odd)
    let path = two.path + "/" + odd
    let json = try sh("cgroup-top --json -n 2 -d 0.05 -o cpu-time,cpu,memory-max,state \(two.path)/\(token)")
    let objects = try json.output.split(separator: "\n").map {
      try XCTUnwrap(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    XCTAssertEqual(objects.count, 4, json.output)
    XCTAssertEqual(objects.map { $0["round"] as? Int }, [1, 1, 2, 2])
    let last = try XCTUnwrap(objects.last { $0["group"] as? String == path }, json.output)
    XCTAssertEqual(last["cpu-time"] as? Double, 0)
    XCTAssertEqual(last["cpu"] as? Double, 0)
    XCTAssertTrue(last["memory-max"] is NSNull)
    XCTAssertEqual(last["state"] as? String, "running")
    XCTAssertEqual((last["time"] as? Double).map { abs($0 - Date().timeIntervalSince1970) < 60 }, true)

    let csv = try sh(
      "cgroup-top --csv -1 -o cpu-time,memory-max \(two.path)/\(token) | python3 -c 'import csv, sys; "
        + "[print(len(row), repr(row[1:])) for row in csv.reader(sys.stdin)]'")
    let rows = csv.output.split(separator: "\n")
    XCTAssertEqual(rows.first, "4 ['group', 'cpu-time', 'memory-max']")
    XCTAssertEqual(rows.last, "4 ['\(two.path)/\(token)/a b,\"\\\\é\\\\x1b', '0.000000', '']")
    XCTAssertEqual(rows.count, 3)

    let raw = try self.rows("-1 -o state \(two.path)/\(token)")
    XCTAssertNotNil(raw["\(two.path)/\(token)/a\\x20b,\"\\x5cé\\x1b"], "\(raw)")
  }

  /// CG-31: counters are told to be such, and a group that is made again is another series.
  func testOpenMetrics() throws {
    let two = try own(nil)
    let group = try make(two.directory + "/" + token), path = two.path + "/" + token
    func counted() throws -> (text: String, id: String) {
      let ran = try sh("cgroup-top --openmetrics -o cpu,memory-max,tasks,cpu-some,kills \(path)")
      let sample = try XCTUnwrap(
        ran.output.split(separator: "\n").first { $0.hasPrefix("cgroup_cpu_seconds_total{") }, ran.output)
      let id = sample.split(separator: "\"").map(String.init)
      XCTAssertEqual(id[1], path)
      return (ran.output, id[3])
    }
    let first = try counted()
    let lines = first.text.split(separator: "\n").map(String.init)
    XCTAssertEqual(lines.last, "# EOF")
    XCTAssertTrue(first.text.hasSuffix("# EOF\n"))
    XCTAssertEqual(lines.filter { $0 == "# EOF" }.count, 1)
    XCTAssertTrue(lines.contains("# TYPE cgroup_cpu_seconds counter"))
    XCTAssertTrue(lines.contains("# UNIT cgroup_cpu_seconds seconds"))
    // Each family once, its samples after its TYPE; a counter's end in _total, a gauge's do not.
    var family = "", kind = "", known: Set<String> = []
    for line in lines.dropLast() {
      let words = line.split(separator: " ").map(String.init)
      if words[0] == "#" {
        if words[1] == "TYPE" {
          (family, kind) = (words[2], words[3])
          XCTAssertTrue(known.insert(family).inserted, family)
        }
        XCTAssertEqual(words[2], family)
      } else {
        XCTAssertTrue(line.hasPrefix(family + (kind == "counter" ? "_total{group=\"" : "{group=\"")), line)
        XCTAssertNotNil(Double(words.last ?? ""), line)
      }
    }
    XCTAssertEqual(remove(group), 0)
    XCTAssertEqual(create(group), 0)
    XCTAssertNotEqual(try counted().id, first.id)
  }

  /// Nothing is 0 that is not there, and why is told once for as many columns as it is true of.
  func testWhatIsMissingIsSaid() throws {
    let two = try own(nil)
    try make(two.directory + "/" + token)
    let path = two.path + "/" + token
    let ran = try sh("cgroup-top --raw -1 -o memory,cpu \(path)")
    XCTAssertEqual(ran.status, 0)
    let lacksMemory = table(ran.output)[path]?["MEMORY"] == "-"
    if lacksMemory {
      XCTAssertTrue(ran.error.contains("cgroup-top: MEMORY: not available"), ran.error)
      XCTAssertTrue(ran.error.contains("because "), ran.error)
    }
    XCTAssertTrue(
      ran.error.contains("cgroup-top: CPU: not available, because it is measured between two looks"))
    XCTAssertEqual(ran.error.components(separatedBy: "CPU:").count, 2, ran.error)
    let twice = try sh("cgroup-top --raw -n 3 -d 0.05 -o memory,cpu \(path)")
    XCTAssertFalse(twice.error.contains("CPU:"), twice.error)
    XCTAssertEqual(twice.error.components(separatedBy: "MEMORY:").count, lacksMemory ? 2 : 1, twice.error)
    // No hierarchy has it: the group is there all the same.
    let reasons = try sh("cgroup-top --raw -1 -o group \(path); cgroup-top --raw -1 -o high,swap \(path)")
    XCTAssertEqual(reasons.output.components(separatedBy: path).count, 3, reasons.output + reasons.error)
    let chinese = try sh("LC_ALL=zh_CN.UTF-8 cgroup-top -1 -o cpu \(path)")
    XCTAssertTrue(chinese.error.contains("CPU：不可用，因为要在两次读取之间测量"), chinese.error)
  }

  /// CG-19: a threaded group does not say who is in it, and is shown all the same.
  func testThreadedGroups() throws {
    let two = try own(nil)
    let group = try make(two.directory + "/" + token)
    let below = try make(group + "/threaded")
    try Data("threaded".utf8).write(to: URL(fileURLWithPath: below + "/cgroup.type"))
    XCTAssertNil(contents(below + "/cgroup.procs").flatMap { $0.isEmpty ? nil : $0 })
    let path = two.path + "/" + token
    let ran = try sh("cgroup-top --raw -1 -o cpu-time,cpu-some \(path)")
    let rows = table(ran.output)
    XCTAssertEqual(rows[path + "/threaded"]?["CPU-TIME"], "0.000000", ran.output + ran.error)
  }

  /// CG-08: what is mounted below is no part of the tree, and said to be there.
  func testForeignFileSystemsAreNotEntered() throws {
    try needsRoot("a mount namespace")
    let two = try own(nil)
    let group = try make(two.directory + "/" + token)
    try make(group + "/mounted")
    try make(group + "/plain")
    let path = two.path + "/" + token
    let ran = try sh(
      "unshare -m sh -c 'mount -t tmpfs none \(group)/mounted && mkdir \(group)/mounted/inside && "
        + "cgroup-top --raw -1 -o cpu-time \(path)'")
    XCTAssertEqual(ran.status, 0, ran.error)
    let rows = table(ran.output)
    XCTAssertEqual(Set(rows.keys), [path, path + "/plain"])
    XCTAssertTrue(ran.error.contains("were not entered: 1, such as \(path)/mounted"), ran.error)
  }

  /// CG-25, CG-26: few files are open at a time, and none of those that are dear to read.
  func testFilesThatAreOpened() throws {
    let two = try own(nil)
    let group = try make(two.directory + "/" + token)
    let count = isPlayground ? 200 : 1000
    for n in 0..<count / 50 {
      let upper = try make(group + "/\(n)")
      for m in 1..<50 { try make(upper + "/\(m)") }
    }
    let path = two.path + "/" + token
    let ran = try sh("ulimit -n 64; cgroup-top --raw -n 2 -d 0.01 -o cpu-time,cpu,memory,io,cpu-some \(path)")
    XCTAssertEqual(ran.status, 0, ran.error)
    XCTAssertEqual(table(ran.output).count, count + 1)
    XCTAssertFalse(table(ran.output).values.contains { $0["CPU-TIME"] == "-" })
    guard program("strace") != nil else { return }
    let traced = try sh(
      "strace -f -e trace=%file cgroup-top -1 -o +swap,memory-max,state \(path)/1", deadline: 60)
    XCTAssertTrue(traced.error.contains("cpu.stat"), traced.error)
    for dear in ["smaps", "/proc/1", "/proc/self/task", "numa_stat"] {
      XCTAssertFalse(traced.error.contains(dear), dear)
    }
  }

  /// Groups that come and go while it looks: no row that is not so, no error, memory and descriptors as before.
  func testChurn() throws {
    let two = try own(nil)
    let group = try make(two.directory + "/" + token), path = two.path + "/" + token
    let watch = try start("cgroup-top", "-b", "-d", "0.02", "--raw", "-o", "cpu-time", path)
    defer { watch.stop() }
    XCTAssertNotNil(watch.line(beginning: path + " "), watch.error)
    func resident() -> Int {
      Int((status("VmRSS", of: watch.pid) ?? "").filter(\.isNumber)) ?? 0
    }
    var sizes: [Int] = [], descriptors = 0
    for batch in 0..<(isPlayground ? 10 : 60) {
      let names = (0..<100).map { "\(group)/short-\(batch)-\($0)" }
      for name in names { XCTAssertEqual(create(name), 0) }
      descriptors = max(
        descriptors,
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(watch.pid)/fd").count) ?? 0)
      for name in names { XCTAssertEqual(remove(name), 0) }
      sizes.append(resident())
    }
    XCTAssertTrue(watch.isRunning, watch.error)
    XCTAssertLessThan(descriptors, 16)
    XCTAssertLessThan(sizes.last ?? 0, (sizes.dropFirst(5).first ?? 0) + 3000, "\(sizes)")
    watch.signal(SIGINT)
    let ended = watch.end()
    XCTAssertEqual(ended.status, 130)
    for line in ended.output.split(separator: "\n") where line != "GROUP CPU-TIME" {
      let words = line.split(separator: " ")
      XCTAssertTrue(words.count == 2 && words[0].hasPrefix(path) && words[1] != "-", String(line))
    }
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
