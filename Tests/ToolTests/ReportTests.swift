import Foundation
import TestSupport
import XCTest

/// What people have reported of the peers: see docs/reports.md for the whole list.
final class ReportTests: ToolCase {
  /// NS-08: the signal at the parent's death comes when the *thread* that forked ends. The tool has one
  /// thread only; that its own parent was started by a short-lived one is no matter.
  func testAShortLivedThreadThatStartsTheTool() throws {
    let script = """
      import subprocess, threading, time
      def begin():
          global tool
          tool = subprocess.Popen(["ns-unshare", "--kill-child", "-f", "sh", "-c", "echo begun; sleep 0.3; exit 6"],
                                  stdout=subprocess.PIPE)
      thread = threading.Thread(target=begin)
      thread.start(); thread.join()
      tool.stdout.readline()
      print(len(__import__("os").listdir(f"/proc/{tool.pid}/task")), tool.wait())
      """
    let ran = try TestSupport.run(["python3", "-c", script], environment: try environment)
    XCTAssertEqual(ran.output, "1 6\n", ran.error)
  }

  /// NS-25: entering a cgroup namespace is no change of group, and the path shows it.
  func testTheViewOfACgroupIsNotTheCgroup() throws {
    try needsRoot("to make a control group")
    let table = contents("/proc/self/mountinfo") ?? ""
    let lines = table.split(separator: "\n")
    let found = lines.first { $0.contains(" - cgroup2 ") } ?? lines.first { $0.contains(" - cgroup ") }
    guard let mount = found?.split(separator: " ")[4] else {
      throw XCTSkip("no control groups are mounted here")
    }
    let name = "anatomy-view-\(getpid())"
    let group = "\(mount)/\(name)"
    try FileManager.default.createDirectory(atPath: group, withIntermediateDirectories: false)
    defer { XCTAssertTrue(eventually { unsafe rmdir(group) == 0 }, group) }
    let (pid, held) = try target(
      "sh -c 'echo $$ > \(group)/cgroup.procs && exec \"$@\"' sh unshare -C HOLD")
    defer { held.stop() }
    let path = { (ran: Ran) in
      ran.output.split(separator: "\n").map(String.init).first {
        $0.hasSuffix("/..") || $0.hasSuffix(":/\(name)")
      }
    }
    let seen = try sh("ns-enter -t \(pid) -C cat /proc/self/cgroup")
    XCTAssertEqual(path(seen)?.hasSuffix("/.."), true, seen.output + seen.error)
    XCTAssertEqual(seen.output, try sh("nsenter -t \(pid) -C cat /proc/self/cgroup").output)
    let told = try sh("ns-enter -t \(pid) -C --dry-run true")
    XCTAssertTrue(told.output.contains("only the view"), told.output)
    let joined = try sh("ns-enter -t \(pid) -C -c cat /proc/self/cgroup")
    XCTAssertNil(path(joined), joined.output)
  }

  /// NS-32 and NS-43: a proc that hides other users' processes neither breaks id maps nor is explained away.
  func testAProcWithHidepid() throws {
    try needsRoot("to mount a proc")
    for map in ["-Ur", "-Uc"] {
      let ran = try sh(
        """
        exec unshare -mpf --mount-proc sh -c 'mount -o remount,hidepid=2 /proc || exit 3
        exec \(asUser) ns-unshare \(map) sh -c "cat /proc/self/uid_map; ls -d /proc/1 2>&1"'
        """)
      XCTAssertEqual(ran.output.split(separator: "\n").first?.split(separator: " ").last, "1", ran.error)
    }
    let ran = try sh(
      """
      exec unshare -mpf --mount-proc sh -c 'mount -o remount,hidepid=2 /proc || exit 3
      sleep 60 & \(asUser) ns-enter -t $! -u true; code=$?; kill $!; exit $code'
      """)
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("hidepid"), ran.error)
  }

  /// NS-38: /sys goes on showing the network of the one who mounted it; a sysfs of one's own shows one's own.
  func testSysfsBelongsToTheNetworkOfItsMounter() throws {
    let before = try sh("\(asUser) ns-unshare -Urn ls /sys/class/net")
    let outside = try sh("ls /sys/class/net")
    XCTAssertEqual(before.output, outside.output, before.error)
    let after = try sh("\(asUser) ns-unshare -Urnm sh -c 'mount -t sysfs none /sys && ls /sys/class/net'")
    XCTAssertEqual(
      after.output.split(separator: "\n").filter { $0 != "bonding_masters" }, ["lo"], after.error)
  }

  /// NS-40: PID 1 of a namespace must reap; where it does not, the dead stay. No launcher can mend that.
  func testOrphansOfANamespaceWaitForItsPid1() throws {
    let (pid, held) = try target(asUser + "unshare -Urpf --mount-proc HOLD")
    defer { held.stop() }
    let ran = try sh(
      "\(asUser) ns-enter -t \(pid) -U -p -m --preserve-credentials sh -c '(sh -c \"echo \\$\\$\" &) ; sleep 0.2'"
    )
    let inside = ran.output.trimmingCharacters(in: .whitespacesAndNewlines)
    XCTAssertTrue(
      eventually {
        (try? sh("\(asUser) ns-enter -t \(pid) -U -p -m --preserve-credentials cat /proc/\(inside)/status"))?
          .output.contains("State:\tZ") ?? false
      }, ran.error)
  }

  /// NS-41: abstract sockets belong to the network namespace, those with a path to the file system.
  func testSocketsByNameAndByPath() throws {
    let scratch = try Scratch()
    XCTAssertEqual(unsafe chmod(scratch.path, 0o777), 0)
    let script = try scratch.file(
      "sockets.py",
      """
      import socket, sys
      def reach(name):
          s = socket.socket(socket.AF_UNIX)
          try: s.connect(name); return "reached"
          except OSError as e: return e.strerror
      print(reach("\\0" + sys.argv[1]), reach(sys.argv[1] + ".sock"))
      """)
    let name = scratch.path + "/x"
    let server = """
      import socket, sys, time
      a, b = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
      a.bind("\\0" + sys.argv[1]); a.listen(); b.bind(sys.argv[1] + ".sock"); b.listen()
      import os; os.chmod(sys.argv[1] + ".sock", 0o777)
      print("ready", flush=True); time.sleep(600)
      """
    let running = try start("python3", "-c", server, name)
    defer { running.stop() }
    XCTAssertNotNil(running.line(beginning: "ready"), running.error)
    XCTAssertEqual(try sh("\(asUser) ns-unshare -Urm python3 \(script) \(name)").output, "reached reached\n")
    XCTAssertEqual(
      try sh("\(asUser) ns-unshare -Urn python3 \(script) \(name)").output, "Connection refused reached\n")
  }
}
