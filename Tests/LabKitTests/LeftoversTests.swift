import Foundation
import TestSupport
import XCTest

@testable import Isolation
@testable import LabKit

/// What a session leaves is found, and what others do meanwhile is not taken for it.
final class LeftoversTests: XCTestCase {
  private let token = "0123456789abcdef"
  private var folder: String { "/run/container-anatomy/some-lab.\(token)" }

  private func traces(typing lines: String..., draws: [String] = []) -> Traces {
    var traces = Traces(folder: folder, token: token, places: ["/mnt"], draws: draws)
    lines.forEach { traces.typed($0) }
    return traces
  }

  private func left(_ traces: Traces, _ change: (inout HostState) -> Void) -> [String] {
    let before = HostState()
    var after = before
    change(&after)
    return after.leftovers(since: before, of: traces)
  }

  private func mount(_ path: String, _ type: String = "tmpfs", source: String = "none") -> Substring {
    "9001 1 0:99 / \(path) rw,relatime shared:77 - \(type) \(source) rw"
  }

  func testMounts() {
    let traces = traces(typing: "mount -t tmpfs none '/tmp/mine'; ip netns add blue")
    for own in [
      mount("\(folder)/x"), mount("/other", source: folder), mount("/mnt/deep/er"), mount("/tmp/mine"),
      mount("/run/netns/blue", "nsfs"), mount("/somewhere-\(token)"),
    ] { XCTAssertEqual(left(traces) { $0.mounts.append(own) }.count, 1, "\(own)") }
    for foreign in [
      mount("/tmp/other"), mount("/mntx"), mount("/run/netns/red", "nsfs"), mount("/tmp/mine/deeper"),
      mount("/run/container-anatomy/some-lab.9999999999999999/x"),
    ] { XCTAssertEqual(left(traces) { $0.mounts.append(foreign) }, [], "\(foreign)") }
  }

  func testAMountThatWasThereBefore() {
    var before = HostState()
    before.mounts += [mount("/tmp/mine"), mount("/tmp/other")]
    let found = HostState().leftovers(since: before, of: traces(typing: "umount /tmp/mine"))
    XCTAssertEqual(found.count, 1)
    XCTAssertTrue(found.allSatisfy { $0.hasPrefix("missing mount") && $0.contains("/tmp/mine") })
  }

  func testLinks() {
    let traces = traces(typing: "ip link add ve-a type veth peer name ${peer}", draws: ["ve-drawn"])
    XCTAssertEqual(
      left(traces) { $0.links += ["ve-a", "ve-drawn", "docker0", "ve-b"] }, ["link ve-a", "link ve-drawn"])
  }

  func testControlGroups() {
    let traces = traces(typing: "mkdir /sys/fs/cgroup/lab-demo")
    let found = left(traces) {
      $0.cgroups.formUnion([
        "/sys/fs/cgroup/lab-demo", "/sys/fs/cgroup/system.slice/cron.service",
        "/sys/fs/cgroup/container-anatomy-\(token)",
        "/sys/fs/cgroup/memory/container-anatomy-\(String(token.reversed()))",
        "/sys/fs/cgroup/container-anatomy-9999999999999999",
      ])
    }
    XCTAssertEqual(
      found,
      [
        "cgroup /sys/fs/cgroup/container-anatomy-\(token)", "cgroup /sys/fs/cgroup/lab-demo",
        "cgroup /sys/fs/cgroup/memory/container-anatomy-\(String(token.reversed()))",
      ])
  }

  func testSystemVObjects() throws {
    let sleep = try Running(["sleep", "60"])
    var traces = traces(typing: "ipcmk -M 64; myshm --key 0x00aBc123", draws: ["4711"])
    traces.saw([try ProcessStatus(of: sleep.pid)])
    let rows = [
      "key shmid perms size cpid lpid nattch", "11256099 1 600 64 1 1 0", "4711 2 600 64 1 1 0",
      "99 3 600 64 \(sleep.pid) 1 0",
      "99 4 600 64 1 1 0", "0 5 600 64 1 1 0",
    ]
    let found = left(traces) { $0.objects += HostObject.all("shm", rows.joined(separator: "\n")) }
    XCTAssertEqual(found, ["SysV shm 1, key 11256099", "SysV shm 2, key 4711", "SysV shm 3, key 99"])
  }

  func testAKeyAboveTheMiddleIsNegativeInDecimal() {
    XCTAssertTrue(traces(draws: ["0xffffffff"]).names(key: -1))
    XCTAssertFalse(traces(draws: ["0xffffffff"]).names(key: 1))
    // Whoever has typed `echo 0` has not made a group called 0.
    XCTAssertFalse(traces(draws: ["0"]).names("0"))
    XCTAssertTrue(traces(draws: ["a/box0"]).names("box0"))
  }

  /// Those with the mark, and those that were seen, if they are still the same; no others.
  func testProcesses() throws {
    let folder = "/nowhere/\(UUID().uuidString)"
    let marked = try detached("CONTAINER_ANATOMY_SESSION=\(folder)"), seen = try detached("A=b"),
      other = try detached("CONTAINER_ANATOMY_SESSION=\(folder)x")
    defer { for pid in [marked, seen, other] { kill(pid, SIGKILL) } }
    var traces = Traces(folder: folder, token: "none", places: [], draws: [])
    let status = try ProcessStatus(of: seen)
    let mine = ["process \(marked) (sleep)", "process \(seen) (sleep)"].sorted()
    XCTAssertTrue(
      eventually {
        HostState.processes(of: traces).filter { mine.contains($0) }
          == [mine[0], mine[1]].filter { $0.contains("\(marked)") }
      })
    traces.saw([status])
    let found = HostState.processes(of: traces)
    XCTAssertEqual(found.filter { mine.contains($0) }.sorted(), mine)
    XCTAssertFalse(found.contains("process \(other) (sleep)"))
    kill(seen, SIGKILL)
    XCTAssertTrue(eventually { !HostState.processes(of: traces).contains("process \(seen) (sleep)") })
  }

  /// A process that is nobody's child here, with that in its environment.
  private func detached(_ variable: String) throws -> Int32 {
    let ran = try shell("env \(variable) setsid sleep 60 >/dev/null 2>&1 </dev/null & echo $!")
    let pid = try XCTUnwrap(Int32(ran.output.trimmingCharacters(in: .newlines)))
    XCTAssertTrue(eventually { TestSupport.status("Name", of: pid) == "sleep" })
    return pid
  }

  /// Whatever others do on the host: a new namespace with one of our old numbers is none of ours.
  func testANewNamespaceOfSomebodyElseIsNotLeft() throws {
    guard geteuid() == 0 else { throw XCTSkip("a namespace without a user namespace needs root") }
    var traces = traces()
    let gone = try Running(["unshare", "--uts", "sleep", "60"])
    XCTAssertTrue(eventually { TestSupport.status("Name", of: gone.pid) == "sleep" })
    traces.saw([try ProcessStatus(of: gone.pid)])
    gone.stop()
    let other = try detached("A=b unshare --uts")
    defer { kill(other, SIGKILL) }
    XCTAssertEqual(HostState.processes(of: traces).filter { $0.contains("process \(other) ") }, [])
  }
}
