import Foundation
import TestSupport
import XCTest

/// What cgroup-top writes for people and for programs, and what it says of what is missing.
final class CgroupTopFormTests: GroupCase {
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
}
