import Foundation
import TestSupport
import XCTest

/// ns-enter beside nsenter.
final class EnterTests: ToolCase {
  private func compare(_ target: String, _ optionSets: [String], as user: String = "", line: UInt = #line)
    throws
  {
    let (pid, held) = try self.target(target)
    defer { held.stop() }
    let script = "'" + Observation.script.replacingOccurrences(of: "'", with: "'\\''") + "'"
    for options in sample(optionSets) {
      let ours = try sh("cd /usr && \(user) ns-enter -t \(pid) \(options) sh -c \(script)")
      let theirs = try sh("cd /usr && \(user) nsenter -t \(pid) \(options) sh -c \(script)")
      XCTAssertEqual(ours.status, theirs.status, "\(target) \(options): \(ours.error)", line: line)
      XCTAssertEqual(ours.output, theirs.output, "\(target) \(options)", line: line)
      XCTAssertTrue(theirs.status != 0 || theirs.output.hasPrefix("user "), theirs.error, line: line)
    }
  }

  func testRootEntersWhatRootMade() throws {
    try needsRoot("namespaces without a user namespace")
    try compare(
      "unshare -muinCT HOLD",
      [
        "", "-m", "-u", "-i", "-n", "-C", "-T", "-u -n", "-m -u -i -n -C -T", "-r", "-w", "-r -w", "-m -r -w",
        "-a",
      ])
    try compare("unshare -mpf --mount-proc HOLD", ["-p", "-p -m", "-a", "-p -F", "-m"])
  }

  func testRootEntersAUserNamespace() throws {
    try needsRoot("root's rights over the namespaces of others")
    for maker in ["", "setpriv --reuid 1000 --regid 1000 --clear-groups "] {
      try compare(
        maker + "unshare -Urmnpf --mount-proc HOLD",
        [
          "-U", "-U -m", "-U -n", "-U -p", "-U -m -p", "-a", "-m", "-p", "-n", "-U --preserve-credentials",
          "-U -S 0 -G 0",
        ])
    }
    // Each by its file, so in a call of its own: here the order decides.
    let (pid, held) = try target("unshare -n unshare -Urm HOLD")
    defer { held.stop() }
    let files = ["user": "user", "net": "net", "mount": "mnt"].map { "--\($0)=/proc/\(pid)/ns/\($1)" }
    let ran = try sh(
      "ns-enter \(files.joined(separator: " ")) readlink /proc/self/ns/net /proc/\(pid)/ns/net")
    let links = ran.output.split(separator: "\n")
    XCTAssertEqual(links.count, 2, ran.error)
    XCTAssertEqual(Set(links).count, 1, ran.output)
    // What an outer user namespace owns is entered before, what the inner one owns after.
    try compare("unshare -n unshare -Urm HOLD", ["-U -m -n", "-a", "-n -m", "-n"])
  }

  func testAnOrdinaryUserEntersHisOwn() throws {
    try needsRoot("to become an ordinary user of a known number")
    // Without --preserve-credentials the peer fails at setgroups(2): its issue 3553.
    let keep = "--preserve-credentials"
    try compare(
      asUser + "unshare -Urmnpf --mount-proc HOLD",
      ["-U \(keep)", "-U -m \(keep)", "-U -n \(keep)", "-U -p \(keep)", "-U -m -p -n \(keep)"],
      as: asUser)
  }

  func testAnOrdinaryUserNeedNotKnowOfGroups() throws {
    let (pid, held) = try target(asUser + "unshare -Urmpf --mount-proc HOLD")
    defer { held.stop() }
    let ran = try sh("\(asUser) ns-enter -t \(pid) -U id -u")
    XCTAssertEqual(ran.output, "0\n", ran.error)
    // The peer fails here, since the network and other kinds are those of the host.
    let all = try sh("\(asUser) ns-enter -t \(pid) --all sh -c 'id -u; ls -d /proc/[0-9]* | wc -l'")
    XCTAssertEqual(all.status, 0, all.error)
    XCTAssertTrue(all.output.hasPrefix("0\n"), all.output)
    let explained = try sh("\(asUser) ns-enter -t \(pid) -U --dry-run true")
    XCTAssertTrue(explained.output.contains("setgroups says deny"), explained.output)
  }

  func testExitStatuses() throws {
    let (pid, held) = try target("unshare -Urpf --mount-proc HOLD")
    defer { held.stop() }
    for options in ["-U", "-U -p", "-a", "-U -p -F"] {
      for command in ["true", "sh -c 'exit 7'", "sh -c 'kill -TERM $$'", "/no/such/program", "/etc"] {
        let ours = try sh("ns-enter -t \(pid) \(options) --preserve-credentials \(command)")
        let theirs = try sh("nsenter -t \(pid) \(options) --preserve-credentials \(command)")
        XCTAssertEqual(ours.status, theirs.status, "\(options) \(command): \(ours.error)")
      }
    }
    XCTAssertEqual(try sh("ns-enter -t \(pid) -U -p sh -c 'kill -KILL $$'").status, 137)
  }

  func testWhatIsRefusedBeforeAnythingIsDone() throws {
    let (pid, held) = try target("unshare -Uru HOLD")
    defer { held.stop() }
    let gone = try sh("sh -c 'exit 0' & p=$!; wait $p; ns-enter -t $p -u true")
    XCTAssertEqual(gone.status, 1)
    XCTAssertTrue(gone.error.contains("there is no process"), gone.error)
    let zombie = try sh(
      "python3 -c 'import os,subprocess; p=os.fork() or os._exit(0); os.waitid(os.P_PID,p,os.WEXITED|os.WNOWAIT); "
        + "raise SystemExit(subprocess.call([\"ns-enter\",\"-t\",str(p),\"-u\",\"true\"]))'")
    XCTAssertEqual(zombie.status, 1)
    XCTAssertTrue(zombie.error.contains("zombie"), zombie.error)
    for (options, words) in [
      ("-u", "of which process"), ("--uts=/etc/passwd", "no file of a namespace"),
      ("--uts=/proc/self/ns/net", "is a net namespace"), ("--uts=/no/such", "no file of a namespace"),
      ("-t $$ -U", "already"), ("-t \(pid) --nonsense", "unknown option"), ("-t x -u", "no number"),
    ] {
      let ran = try sh("ns-enter \(options) true")
      XCTAssertEqual(ran.status, 1, options)
      XCTAssertTrue(ran.error.contains(words), ran.error)
    }
  }

  /// A process that holds more capabilities does not show its namespaces.
  func testATargetThatHasMore() throws {
    try needsRoot("to have capabilities to give up")
    let (pid, held) = try target("env HOLD")
    defer { held.stop() }
    let ran = try sh(
      "setpriv --bounding-set=-sys_nice,-sys_ptrace --inh-caps=-sys_nice,-sys_ptrace ns-enter -t \(pid) -u true"
    )
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("cap_sys_nice"), ran.error)
  }

  func testADeadPidNamespaceHeldByADescriptor() throws {
    try needsRoot("a pid namespace without a user namespace")
    let (pid, held) = try target("unshare -pf HOLD")
    defer { held.stop() }
    let ran = try sh(
      "exec 9</proc/\(pid)/ns/pid; kill -9 \(pid); "
        + "while [ -e /proc/\(pid)/ns/pid ]; do sleep 0.01; done; ns-enter --pid=/proc/self/fd/9 true; echo $?"
    )
    XCTAssertEqual(ran.output, "1\n")
    XCTAssertTrue(ran.error.contains("Cannot allocate memory"), ran.error)
    XCTAssertTrue(ran.error.contains("lost its PID 1"), ran.error)
  }
}
