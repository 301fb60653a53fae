import Foundation
import TestSupport
import XCTest

/// Groups of all sorts below cgroup-top: threaded ones, other file systems, very many, and those that come and go.
final class CgroupTopTreeTests: GroupCase {
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
}
