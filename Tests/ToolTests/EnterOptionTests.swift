import Foundation
import TestSupport
import XCTest

/// What nsenter has only since Debian's 2.38, known by kernel state.
final class EnterOptionTests: ToolCase {
  private func link(_ name: String, _ pid: Int32) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/ns/\(name)")
  }

  func testAttachedValuesAndEqualSigns() throws {
    let (pid, held) = try target("unshare -Uru HOLD")
    defer { held.stop() }
    let uts = try XCTUnwrap(link("uts", pid))
    for options in ["--uts=/proc/\(pid)/ns/uts", "-u/proc/\(pid)/ns/uts", "-u=/proc/\(pid)/ns/uts"] {
      let command = "-t \(pid) -U --preserve-credentials \(options) readlink /proc/self/ns/uts"
      XCTAssertEqual(try sh("ns-enter " + command).output, uts + "\n", options)
      // Only newer ones take the equal sign after a letter.
      if !options.hasPrefix("-u=") {
        XCTAssertEqual(try sh("nsenter " + command).output, uts + "\n", options)
      }
    }
    let places = "-w=/usr pwd"
    XCTAssertEqual(try sh("ns-enter -t \(pid) -U -r \(places)").output, "/usr\n")
    XCTAssertEqual(try sh("ns-enter -t \(pid) -U -w/usr pwd").output, "/usr\n")
  }

  /// As in nsenter, `-Uu` is `--user=u`; a person who means two letters is told.
  func testLettersThatDoNotCombine() throws {
    for tool in ["ns-enter", "nsenter"] { XCTAssertEqual(try sh("\(tool) -t $$ -nu true").status, 1, tool) }
    let ran = try sh("ns-enter -t $$ -nu sh")
    XCTAssertTrue(ran.error.contains("try  ns-enter -n -u"), ran.error)
  }

  func testByNumber() throws {
    let (pid, held) = try target("unshare -Urun HOLD")
    defer { held.stop() }
    for (option, name) in [("uts", "uts"), ("net", "net")] {
      let link = try XCTUnwrap(link(name, pid))
      let number = link.filter(\.isNumber)
      let ran = try sh("ns-enter -t \(pid) -U --\(option)=:\(number) readlink /proc/self/ns/\(name)")
      XCTAssertEqual(ran.output, link + "\n", ran.error)
      let short = try sh("ns-enter -t \(pid) -U -\(option.first!):\(number) readlink /proc/self/ns/\(name)")
      XCTAssertEqual(short.output, link + "\n", short.error)
    }
    let ran = try sh("ns-enter --uts=:999999999 true")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("no process that you may look at is in it"), ran.error)
  }

  /// A number that is never used again: the pidfd's inode.
  func testATargetWithItsInode() throws {
    let (pid, held) = try target("unshare -Uru HOLD")
    defer { held.stop() }
    let script = "import os; print(os.fstat(os.pidfd_open(\(pid))).st_ino)"
    let inode = try TestSupport.run(["python3", "-c", script]).output.filter(\.isNumber)
    let ran = try sh("ns-enter -t \(pid):\(inode) -U -u readlink /proc/self/ns/uts")
    if ran.error.contains("gives pidfds no inode of their own") {
      throw XCTSkip("before Linux 6.9 pidfds share one inode: the tool says so")
    }
    XCTAssertEqual(ran.output, (link("uts", pid) ?? "") + "\n", ran.error)
    let other = try sh("ns-enter -t \(pid):\(Int(inode).map { $0 + 1 } ?? 1) -U -u true")
    XCTAssertEqual(other.status, 1)
    XCTAssertTrue(other.error.contains("is another one by now: its inode is \(inode)"), other.error)
    XCTAssertEqual(try sh("ns-enter -t \(pid) -t \(pid) -u true").status, 1)
  }

  func testTheNetworkOfASocket() throws {
    try needsRoot("a network namespace that no process is in")
    // The process has left the namespace again; only its socket is still in there.
    let script = """
      import ctypes, os, socket, sys, time
      libc = ctypes.CDLL(None, use_errno=True)
      home = os.open("/proc/self/ns/net", os.O_RDONLY)
      assert libc.unshare(0x40000000) == 0
      inside = os.readlink("/proc/self/ns/net")
      held = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      os.dup2(held.fileno(), 77)
      assert libc.setns(home, 0) == 0
      print("ready", inside, os.readlink("/proc/self/ns/net"), flush=True)
      time.sleep(600)
      """
    let holder = try start("python3", "-c", script)
    let words = try XCTUnwrap(holder.line(beginning: "ready"), holder.error).split(separator: " ").map(
      String.init)
    XCTAssertNotEqual(words[1], words[2])
    let ran = try sh("ns-enter -t \(holder.pid) -N 77 readlink /proc/self/ns/net")
    XCTAssertEqual(ran.output, words[1] + "\n", ran.error)
    for (fd, text) in [("0", "is no socket"), ("500", "has nothing open as 500")] {
      let ran = try sh("ns-enter -t \(holder.pid) -N \(fd) true")
      XCTAssertEqual(ran.status, 1)
      XCTAssertTrue(ran.error.contains(text), ran.error)
      XCTAssertEqual(try sh("\(try proposal(ran)) >/dev/null").status, 0)
    }
    XCTAssertEqual(try sh("ns-enter -N 3 true").status, 1)
    holder.stop()
  }

  /// Two nested ones, as bubblewrap makes them: the outer owns the other namespaces. util-linux issue 1592.
  func testTheParentOfAUserNamespace() throws {
    let (pid, held) = try target(asUser + "unshare -Urmu unshare -U --map-user 0 HOLD")
    defer { held.stop() }
    let inner = try XCTUnwrap(link("user", pid)), uts = try XCTUnwrap(link("uts", pid))
    let show = "--preserve-credentials readlink /proc/self/ns/user /proc/self/ns/uts"
    let all = try sh("\(asUser) ns-enter -t \(pid) -U -u \(show)")
    XCTAssertEqual(all.output, inner + "\n" + uts + "\n", all.error)
    XCTAssertEqual(try sh("\(asUser) ns-enter -t \(pid) -a \(show)").output, all.output)
    XCTAssertEqual(try sh("\(asUser) nsenter -t \(pid) -U -u \(show)").status, 1, "the peer can do it by now")
    let ran = try sh("\(asUser) ns-enter -t \(pid) -U --user-parent -u \(show)")
    let lines = ran.output.split(separator: "\n").map(String.init)
    XCTAssertEqual(lines.last, uts, ran.error)
    XCTAssertNotEqual(lines.first, inner)
    XCTAssertNotEqual(lines.first, link("user", getpid()))
    let (plain, other) = try target(asUser + "env HOLD")
    defer { other.stop() }
    let top = try sh("\(asUser) ns-enter -t \(plain) --user-parent true")
    XCTAssertEqual(top.status, 1, top.output)
    XCTAssertTrue(top.error.contains("the kernel shows only those below your own"), top.error)
  }

  /// Three user namespaces, one in the other, each owning something.
  func testTheParentAndWhatIsFurtherOut() throws {
    let (pid, held) = try target(asUser + "unshare -rn unshare -ru unshare -rm HOLD")
    defer { held.stop() }
    for options in ["-a --user-parent", "-n -u --user-parent", "-n --user-parent", "-a"] {
      let ran = try sh(
        "\(asUser) ns-enter -t \(pid) \(options) --preserve-credentials readlink /proc/self/ns/net /proc/\(pid)/ns/net"
      )
      XCTAssertEqual(ran.status, 0, options + ran.error)
      XCTAssertEqual(Set(ran.output.split(separator: "\n")).count, 1, options + ran.output)
    }
  }

  /// A new root without a directory: never one of the old mount namespace.
  func testNoWayBackToTheOldMounts() throws {
    let (pid, held) = try target("unshare -Urm HOLD")
    defer { held.stop() }
    for options in ["-U -m -r", "-a -r", "-U -m -r/", "-U -m"] {
      for tool in ["ns-enter", "nsenter"] {
        let ran = try sh(
          "cd /usr/share && \(tool) -t \(pid) \(options) --preserve-credentials sh -c 'pwd -P; cd ..; pwd -P'"
        )
        XCTAssertEqual(ran.output, "/\n/\n", tool + " " + options + ran.error)
      }
    }
    XCTAssertEqual(try sh("cd /usr && ns-enter -t \(pid) -U -r pwd").output, "/usr\n")
  }

  func testTheEnvironmentOfTheTarget() throws {
    // Also what is none: no "=", and values with newlines.
    let script =
      "import os,sys; os.execve('/bin/sleep', ['sleep', '600'], {b'A': b'1 2\\n3', b'PATH': b'/nowhere'})"
    let holder = try start("python3", "-c", script)
    defer { holder.stop() }
    XCTAssertTrue(eventually { status("Name", of: holder.pid) == "sleep" })
    let ran = try sh("ns-enter -t \(holder.pid) -e --no-fork /usr/bin/env -0")
    XCTAssertEqual(ran.output.split(separator: "\0").sorted(), ["A=1 2\n3", "PATH=/nowhere"], ran.error)
    // The program is looked for in the PATH that it will have.
    XCTAssertEqual(
      try sh("ns-enter -t \(holder.pid) -e true").status, 127)
    let empty = try start("env", "-i", "/bin/sleep", "600")
    defer { empty.stop() }
    XCTAssertTrue(
      eventually { status("Name", of: empty.pid) == "sleep" && contents("/proc/\(empty.pid)/environ") == "" })
    XCTAssertEqual(try sh("ns-enter -t \(empty.pid) -e /usr/bin/env").output, "")
    XCTAssertEqual(try sh("ns-enter -e true").status, 1)
  }

  func testAWorkingDirectoryOfTheInside() throws {
    let (pid, held) = try target(
      "unshare -Urm sh -c 'mount -t tmpfs none /mnt && mkdir /mnt/in && exec \"$@\"' sh HOLD")
    defer { held.stop() }
    let ran = try sh("ns-enter -t \(pid) -U -m -W /mnt/in sh -c 'pwd; ls -A /mnt'")
    XCTAssertEqual(ran.output, "/mnt/in\nin\n", ran.error)
    XCTAssertEqual(try sh("ns-enter -t \(pid) -U -m --wd=/mnt/in true").status, 1)
    XCTAssertEqual(try sh("ns-enter -t \(pid) -U -m -W /mnt -w/ true").status, 1)
  }

  func testIdsLikeTheTargets() throws {
    try needsRoot("a target of another user")
    let (pid, held) = try target("setpriv --reuid 1000 --regid 1001 --clear-groups unshare -Uc HOLD")
    defer { held.stop() }
    let ran = try sh("ns-enter -t \(pid) -U -S follow -G follow sh -c 'id -u; id -g'")
    XCTAssertEqual(ran.output, "1000\n1001\n", ran.error)
    // Without the user namespace it is the number out here.
    let (plain, other) = try target("setpriv --reuid 1000 --regid 1001 --clear-groups HOLD")
    defer { other.stop() }
    let out = try sh("ns-enter -t \(plain) -u -S follow -G follow sh -c 'id -u; id -g; id -G'")
    XCTAssertEqual(out.output, "1000\n1001\n1001\n", out.error)
    XCTAssertEqual(try sh("ns-enter -S follow true").status, 1)
  }

  func testCapabilitiesAreKept() throws {
    let (pid, held) = try target(asUser + "unshare -Uc HOLD")
    defer { held.stop() }
    let show = "grep CapEff /proc/self/status"
    let bare = try sh("\(asUser) ns-enter -t \(pid) -U --preserve-credentials \(show)")
    XCTAssertEqual(bare.output, "CapEff:\t0000000000000000\n", bare.error)
    let kept = try sh("\(asUser) ns-enter -t \(pid) -U --preserve-credentials --keep-caps \(show)")
    let mask = kept.output.split(separator: "\t").last.flatMap { UInt64($0.dropLast(), radix: 16) } ?? 0
    XCTAssertGreaterThanOrEqual(mask.nonzeroBitCount, 38, kept.error)
  }

  func testTheControlGroupsOfTheTarget() throws {
    try needsRoot("to make control groups")
    let table = contents("/proc/self/mountinfo") ?? ""
    let version1 = table.split(separator: "\n").first { $0.contains(" - cgroup ") && $0.hasSuffix("pids") }
    let version2 = table.split(separator: "\n").first { $0.contains(" - cgroup2 ") }
    let mounts = [version1, version2].compactMap { $0?.split(separator: " ")[4] }.map(String.init)
    guard !mounts.isEmpty else { throw XCTSkip("no control groups are mounted here") }
    for mount in mounts {
      let own = contents("/proc/self/cgroup") ?? ""
      let name = "anatomy-test-\(getpid())"
      let group = mount + "/" + name
      try FileManager.default.createDirectory(atPath: group, withIntermediateDirectories: false)
      defer { XCTAssertEqual(eventually { unsafe rmdir(group) == 0 }, true, group) }
      let holder = try start("sh", "-c", "echo $$ > \(group)/cgroup.procs && exec \(asUser) sleep 600")
      defer { holder.stop() }
      XCTAssertTrue(eventually { status("Name", of: holder.pid) == "sleep" }, holder.error)
      for options in ["", "-u", "-p"] {
        let ran = try sh("ns-enter -t \(holder.pid) \(options) -c cat /proc/self/cgroup")
        XCTAssertEqual(ran.status, 0, ran.error)
        let lines = ran.output.split(separator: "\n").filter { $0.hasSuffix("/" + name) }
        XCTAssertEqual(lines.count, 1, ran.output)
      }
      let user = try sh("\(asUser) ns-enter -t \(holder.pid) -c true")
      XCTAssertEqual(user.status, 1)
      XCTAssertTrue(user.error.contains("cgroup.procs"), user.error)
      XCTAssertEqual(contents("/proc/self/cgroup") ?? "", own)
    }
  }

  func testSelinuxWhereThereIsNone() throws {
    // Without SELinux nsenter does nothing for -Z either.
    let (pid, held) = try target("env HOLD")
    defer { held.stop() }
    XCTAssertEqual(
      try sh("ns-enter -t \(pid) -Z -u true").status, try sh("nsenter -t \(pid) -Z -u true").status)
  }
}
