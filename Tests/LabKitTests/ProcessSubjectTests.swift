import Glibc
import Isolation
import TestSupport
import XCTest

@testable import LabKit

/// What is read of processes, each both ways.
final class ProcessSubjectTests: SubjectCase {
  func testNamespacesAreTheSameInAChild() throws {
    let pid = try start("child", ["sleep", "1000"])
    let own = "\(try Namespace(.uts, of: pid))"
    XCTAssertEqual(try value("{ns: uts, of: child}"), own)
    try isMet("{ns: uts, of: child, is: {equal-in: outside}}")
    try isNotYet("{ns: uts, of: child, is: {not-equal-in: outside}}")
    try isNotYet("{ns: uts, of: child, is: 'uts:[1]'}")
    try isMet("{differing: 0, between: [outside, child]}")
    try isNotYet("{differing: {at-least: 1}, between: [outside, child]}")
    let isInitial = try Namespace(.user, of: pid).isInitial
    XCTAssertEqual(try value("{initial: user, of: child}"), isInitial ? "yes" : "no")
    XCTAssertThrowsError(try verdict("{initial: net, of: child}"))
  }

  func testWhatTheKernelSaysOfABoundNamespace() throws {
    try start("child", ["sleep", "1000"])
    bindings["names"] = .namespace(try Namespace(.uts, of: getpid()))
    try isMet("{ns-type: names, is: '0x4000000'}")
    try isNotYet("{ns-type: names, is: '0x20000'}")
    try isNotYet("{held-open: names}")
    try start("holder", script: "exec 9< /proc/self/ns/uts")
    try isMet("{held-open: names}")
  }

  func testSignals() throws {
    try start("plain", ["sleep", "1000"])
    try start("deaf", script: "trap '' TERM")
    try start("alert", script: "trap : TERM")
    try start("closed", ["--block-signal=TERM", "sleep", "1000"])
    for (name, word) in [
      ("plain", "default"), ("deaf", "ignored"), ("alert", "caught"), ("closed", "blocked"),
    ] {
      try isMet("{signal: TERM, of: \(name), is: \(word)}")
      try isNotYet("{signal: TERM, of: \(name), is: {not: \(word)}}")
      try isMet("{signal: HUP, of: \(name), is: default}")
    }
    XCTAssertThrowsError(try verdict("{signal: TREM, of: plain, is: default}"))
  }

  /// A zombie has ended, and is there all the same.
  func testZombies() throws {
    // sleep(1) does not know of the child that it has from the shell.
    let pid = try start("careless", ["sh", "-c", "true & exec sleep 1000"])
    var zombie: ProcessStatus?
    XCTAssertTrue(
      eventually {
        zombie = (try? ProcessTable())?.processes.values.first { $0.parent == pid && $0.state == "Z" }
        return zombie != nil
      })
    try isMet("{zombies: careless, is: 1}")
    try isNotYet("{zombies: careless, is: 0}")
    bindings["zombie"] = .processes([ProcessReference(try XCTUnwrap(zombie))])
    try isMet("{ended: zombie}")
    try isNotYet("{reaped: zombie}")
    kill(pid, SIGKILL)
    XCTAssertTrue(
      eventually {
        _ = reapEndedChildren()
        return (try? ProcessStatus(of: zombie?.pid ?? 0)) == nil
      })
    running["careless"] = nil
    bindings["careless"] = nil
    try isMet("{reaped: zombie}")
  }

  func testParents() throws {
    let pid = try start("parent", script: "sleep 999 & :")
    let all = try look().table.descendants(of: pid)
    let child = try XCTUnwrap(all.first { $0.name == "sleep" })
    bindings["child"] = .processes([ProcessReference(child)])
    try isMet("{parent-of: child, is: parent}")
    try isNotYet("{parent-of: child, is: outside}")
    try isMet("{parent-of: parent, is: lab}")
    try isNotYet("{parent-of: child, is: lab}")
  }

  func testCommandsAndPids() throws {
    let pid = try start("child", ["sleep", "1001"])
    draws["time"] = "1001"
    try isMet("{command: 'sleep ${time}', of: child}")
    try isNotYet("{command: sleep 1000, of: child}")
    try isMet("{command: {matches: '^sleep'}, of: child}")
    let levels = try XCTUnwrap(status("NSpid", of: pid)).split(separator: "\t").count
    try isMet("{levels: \(levels), of: child}")
    try isNotYet("{levels: \(levels + 1), of: child}")
    try isMet("{nspid: child, level: outside, is: '${child.nspid}'}")
    try isNotYet("{nspid: child, level: outside, is: '${outside.nspid}'}")
  }

  func testAnEndIsAnEnd() throws {
    let pid = try start("child", ["sleep", "1000"])
    let names = try look().bindings
    try isMet("{alive: child}")
    try isNotYet("{ended: child}")
    running["child"]?.stop()
    XCTAssertTrue(eventually { status("Name", of: pid) == nil })
    func after(_ predicate: String, _ ending: Ending? = nil) throws -> Verdict {
      let look = try Look(
        table: ProcessTable(), members: [], outside: ProcessReference(pid: 1, started: 0),
        outsideNamespaces: [:],
        draws: [:], bindings: names)
      look.endings.follow([pid])
      if let ending { look.endings.note(ProcessEvent(pid: pid, parent: nil, ending: ending)) }
      return try SmallLab.comparing(predicate, names: ["child"]).verdict(look, baseline: nil)
    }
    XCTAssertTrue(try after("{ended: child}").isMet)
    XCTAssertFalse(try after("{alive: child}").isMet)
    func told(_ ending: Ending?, _ language: Language = .english) throws -> String? {
      guard case .met(let evidence) = try after("{ended: child}", ending) else { return nil }
      return evidence.observed.in(language)
    }
    XCTAssertEqual(try told(nil), "it is 0")
    XCTAssertEqual(try told(.exited(1)), "it is 0: \(pid) ended (exit status 1)")
    XCTAssertEqual(try told(.killed(by: 9)), "it is 0: \(pid) killed by SIGKILL")
    XCTAssertEqual(try told(.killed(by: 9), .chinese), "现在是 0：\(pid) 被 SIGKILL 终止")
    // What is gone says nothing more.
    guard case .notYet = try after("{command: {not: x}, of: child}") else { return XCTFail("it is gone") }
  }

  /// Those that ended alike are told together, and many by their number.
  func testHowManyEnded() throws {
    func told(_ count: Int32, _ language: Language) throws -> String {
      let pids = (1...count).map { 4_000_000 + $0 }
      bindings["all"] = .processes(pids.map { ProcessReference(pid: $0, started: 1) })
      let look = try look()
      look.endings.follow(pids)
      for pid in pids {
        look.endings.note(
          ProcessEvent(pid: pid, parent: nil, ending: pid == 4_000_001 ? .exited(0) : .killed(by: 15)))
      }
      let verdict = try SmallLab.comparing("{ended: all}", names: ["all"]).verdict(look, baseline: nil)
      guard case .met(let evidence) = verdict else { return "\(verdict)" }
      return evidence.observed.in(language)
    }
    XCTAssertEqual(
      try told(3, .english), "it is 0: 4000001 ended (exit status 0); 4000002, 4000003 killed by SIGTERM")
    XCTAssertEqual(try told(11, .chinese), "现在是 0：4000001 已退出（退出状态 0）；10 个进程被 SIGTERM 终止")
  }

  func testUsersAndRights() throws {
    let pid = try start("child", ["sleep", "1000"])
    try isMet("{user: '\(geteuid())', of: child}")
    try isNotYet("{user: {not: '\(geteuid())'}, of: child}")
    for (file, id) in [("uid_map", "uid"), ("gid_map", "gid")] {
      let lines = try XCTUnwrap(contents("/proc/\(pid)/\(file)")).split(separator: "\n")
      let map = lines.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: ", ")
      try isMet("{\(id)-map: '\(map)', of: child}")
      try isMet("{\(id)-map: {equal-in: outside}, of: child}")
      try isNotYet("{\(id)-map: (empty), of: child}")
    }
    let word = try XCTUnwrap(contents("/proc/\(pid)/setgroups")).filter { $0 != "\n" }
    try isMet("{setgroups: \(word), of: child}")
    try isNotYet("{setgroups: never, of: child}")
  }

  func testCapabilities() throws {
    let pid = try start("child", ["sleep", "1000"])
    let mask = try XCTUnwrap(UInt64(try XCTUnwrap(status("CapEff", of: pid)), radix: 16))
    let shown = try XCTUnwrap(value("{capabilities: all, of: child}"))
    XCTAssertTrue(
      shown == (mask == 0 ? "none" : "\(mask.nonzeroBitCount)")
        || shown == "all" && mask.nonzeroBitCount > 35, shown)
    // Bit 21 of linux/capability.h
    let held = mask >> 21 & 1 == 1
    try isMet("{capability: CAP_SYS_ADMIN, of: child, is: \(held ? "yes" : "no")}")
    try isNotYet("{capability: CAP_SYS_ADMIN, of: child, is: \(held ? "no" : "yes")}")
    XCTAssertThrowsError(try verdict("{capability: CAP_SYS_ADMIM, of: child}"))
  }

  func testTheBootIsEverybodys() throws {
    try start("child", ["sleep", "1000"])
    let id = try XCTUnwrap(contents("/proc/sys/kernel/random/boot_id")).filter { $0 != "\n" }
    try isMet("{boot-id: \(id), in: child}")
    try isMet("{boot-id: {equal-in: outside}, in: child}")
    try isNotYet("{boot-id: {not: \(id)}, in: child}")
  }

  func testAnyOf() throws {
    try start("child", ["sleep", "1000"])
    try isMet("{any-of: [{ended: child}, {alive: child}]}")
    try isNotYet("{any-of: [{ended: child}, {command: x, of: child}]}")
    XCTAssertThrowsError(try verdict("{any-of: []}"))
  }
}
