import Foundation
import TestSupport
import XCTest

/// ns-compare on processes that the test has made, asked in JSON.
final class NsCompareTests: ToolCase {
  private struct Compared {
    let status: Int32
    let all: [String: Any]

    var namespaces: [String: [String: Any]] { all["namespaces"] as? [String: [String: Any]] ?? [:] }
    /// The kinds for which it says so; nil: it cannot tell.
    func kinds(same: Bool?) -> [String] {
      namespaces.filter { $0.value["same"] as? Bool == same }.keys.sorted()
    }
    func sees(_ aspect: String) -> [String: Any]? {
      let own = all["process"] as? [String: [String: Any]]
      let seen = namespaces.values.compactMap { ($0["sees"] as? [String: [String: Any]])?[aspect] }
      return own?[aspect] ?? seen.first
    }
    func items(_ aspect: String, _ side: String) -> [String]? { sees(aspect)?[side] as? [String] }
  }

  private func compare(_ words: String, as user: String = "", line: UInt = #line) throws -> Compared {
    let ran = try sh("\(user) ns-compare --json \(words)")
    let json = try XCTUnwrap(
      JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any], ran.error, line: line)
    return Compared(status: ran.status, all: json)
  }

  func testAPairThatIsEqual() throws {
    let (a, one) = try target("env HOLD")
    let (b, other) = try target("env HOLD")
    defer { one.stop(); other.stop() }
    for pair in ["\(a) \(b)", "\(a)", "self \(a)", "self self"] {
      let compared = try compare(pair)
      XCTAssertEqual(compared.status, 0, pair)
      XCTAssertEqual(compared.all["same"] as? Bool, true)
      XCTAssertEqual(compared.kinds(same: true), compared.namespaces.keys.sorted(), pair)
      XCTAssertGreaterThanOrEqual(compared.namespaces.count, 7)
    }
    let text = try sh("ns-compare \(a) \(b)")
    XCTAssertFalse(text.output.contains("!= ") && !text.output.contains("!= different"), text.output)
    let quiet = try sh("ns-compare --different \(a) \(b)")
    XCTAssertEqual(quiet.output.split(separator: "\n").count, 3, quiet.output)
  }

  /// A process that differs in one kind alone: it and no other is named.
  func testEachKindAlone() throws {
    try needsRoot("namespaces without a user namespace")
    let (b, other) = try target("env HOLD")
    defer { other.stop() }
    for (options, kind) in [
      ("-U", "user"), ("-m", "mnt"), ("-u", "uts"), ("-i", "ipc"), ("-n", "net"), ("-pf", "pid"),
      ("-C", "cgroup"),
      ("-fT", "time"),
    ] {
      let (a, held) = try target("unshare \(options) HOLD")
      defer { held.stop() }
      let compared = try compare("\(a) \(b)")
      XCTAssertEqual(compared.status, 1, kind)
      XCTAssertEqual(compared.kinds(same: false), [kind])
      XCTAssertEqual(compared.namespaces[kind]?["a"] as? Int, try number(kind, of: a))
      XCTAssertEqual(compared.namespaces[kind]?["b"] as? Int, try number(kind, of: b))
      // Only that kind: different. Any other: the same.
      XCTAssertEqual(try compare("--only \(kind) \(b) \(a)").status, 1)
      let others = compared.namespaces.keys.filter { $0 != kind }.joined(separator: ",")
      XCTAssertEqual(try compare("--only \(others) \(a) \(b)").status, 0, others)
      XCTAssertEqual(try sh("ns-compare \(a) \(b)").status, 1)
      let text = try sh("ns-compare --different \(a) \(b)").output
      XCTAssertEqual(text.matches(of: /(?m)^!= (\w+)/).map { String($0.1) }, [kind], text)
    }
  }

  private func number(_ kind: String, of pid: Int32) throws -> Int {
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/ns/\(kind)")
    return try XCTUnwrap(Int(link.filter(\.isNumber)))
  }

  func testWhatEachSees() throws {
    try needsRoot("to change what others see")
    let (a, held) = try target("unshare --uts --ipc --net --mount --time --monotonic 5000 --fork HOLD")
    defer { held.stop() }
    let made = try sh(
      """
      nsenter -t \(a) -u hostname office && nsenter -t \(a) -i ipcmk -M 100 && nsenter -t \(a) -i ipcmk -Q &&
      nsenter -t \(a) -m mount -t tmpfs marker /mnt && nsenter -t \(a) -i ipcs -m -q
      """)
    XCTAssertEqual(made.status, 0, made.error)
    let compared = try compare("\(a)")
    XCTAssertEqual(compared.items("hostname", "a"), ["office"])
    XCTAssertEqual(
      compared.items("hostname", "b"), [try sh("uname -n").output.trimmingCharacters(in: .newlines)])
    XCTAssertEqual(compared.items("links", "a"), ["lo"])
    XCTAssertEqual(
      compared.items("links", "b"),
      try FileManager.default.contentsOfDirectory(atPath: "/sys/class/net")
        .filter { $0 != "bonding_masters" }.sorted())
    let keys = made.output.split(separator: "\n").map { $0.prefix { $0 != " " } }.filter {
      $0.hasPrefix("0x")
    }
    XCTAssertEqual(keys.count, 2, made.output)
    XCTAssertEqual(compared.items("keys", "a")?.map { $0.split(separator: " ")[1] }.sorted(), keys.sorted())
    XCTAssertEqual(compared.items("timens_offsets", "a")?.first, "monotonic 5000 s")
    let only = Set(compared.items("mounts", "a") ?? []).subtracting(compared.items("mounts", "b") ?? [])
    XCTAssertEqual(only, ["/mnt  tmpfs marker"])
    XCTAssertTrue(try sh("ns-compare \(a)").output.contains("+ /mnt  tmpfs marker"))
    // Nothing was changed by looking, and the program is still where it was.
    XCTAssertEqual(try compare("self").items("hostname", "a"), compared.items("hostname", "b"))
  }

  func testPidsAtEveryLevel() throws {
    let (a, held) = try target(asUser + "unshare -Urpf --mount-proc HOLD")
    defer { held.stop() }
    let compared = try compare("\(a)")
    let levels = status("NSpid", of: a)?.split(separator: "\t").map(String.init)
    XCTAssertEqual(compared.items("pids", "a"), levels)
    XCTAssertEqual(levels?.count, (compared.items("pids", "b")?.count ?? 0) + 1)
  }

  func testTheNextChildIsElsewhere() throws {
    try needsRoot("a pid namespace without a user namespace")
    let (a, held) = try target("unshare -p HOLD")
    defer { held.stop() }
    let compared = try compare("\(a)")
    XCTAssertEqual(compared.status, 0, "itself it is where it was")
    XCTAssertEqual(compared.sees("pid_for_children")?["same"] as? Bool, false)
    XCTAssertEqual(compared.items("pid_for_children", "b"), ["same"])
  }

  /// The helper enters the user namespace first, for an ordinary user has no other way.
  func testAnOrdinaryUserAndHisOwnNamespaces() throws {
    let (a, held) = try target(asUser + "unshare -Urui HOLD")
    defer { held.stop() }
    let made = try sh(
      "\(asUser) nsenter -t \(a) -U -u -i --preserve-credentials sh -c 'hostname inside && ipcmk -S 1'")
    XCTAssertEqual(made.status, 0, made.error)
    let compared = try compare("\(a)", as: asUser)
    XCTAssertEqual(compared.status, 1)
    XCTAssertEqual(compared.kinds(same: false), ["ipc", "user", "uts"])
    XCTAssertEqual(compared.kinds(same: nil), [])
    XCTAssertEqual(compared.items("hostname", "a"), ["inside"])
    XCTAssertEqual(compared.items("keys", "a")?.count, 1)
    XCTAssertTrue(compared.items("keys", "a")?.first?.hasPrefix("sem 0x") == true)
    XCTAssertEqual(compared.items("uid_map", "a"), ["0 \(geteuid() == 0 ? 1000 : geteuid()) 1"])
  }

  /// Two that may enter each other's namespaces but not their own outer ones.
  func testTwoUserNamespaces() throws {
    let (a, one) = try target(asUser + "unshare -Uru HOLD")
    let (b, other) = try target(asUser + "unshare -Uru HOLD")
    defer { one.stop(); other.stop() }
    for (pid, name) in [(a, "first"), (b, "second")] {
      let made = try sh("\(asUser) nsenter -t \(pid) -U -u --preserve-credentials hostname \(name)")
      XCTAssertEqual(made.status, 0, made.error)
    }
    let compared = try compare("\(a) \(b)", as: asUser)
    XCTAssertEqual(compared.items("hostname", "a"), ["first"])
    XCTAssertEqual(compared.items("hostname", "b"), ["second"])
  }

  func testWhatMayNotBeReadCannotBeTold() throws {
    try needsRoot("a process of root, looked at by another user")
    let (a, held) = try target("unshare -u HOLD")
    defer { held.stop() }
    let compared = try compare("\(a)", as: asUser)
    XCTAssertEqual(compared.status, 2)
    XCTAssertEqual(compared.kinds(same: nil), compared.namespaces.keys.sorted())
    let reason = compared.namespaces["uts"]?["a_reason"] as? String
    XCTAssertEqual(reason, "readlink(\"/proc/\(a)/ns/uts\"): Permission denied")
    let text = try sh("\(asUser) ns-compare \(a)")
    XCTAssertEqual(text.status, 2)
    XCTAssertTrue(text.output.contains("cannot tell: Permission denied"), text.output)
    XCTAssertTrue(text.error.contains("\n  why  process \(a) holds capabilities"), text.error)
    XCTAssertTrue(text.error.contains("\n  try  "), text.error)
    // No cell is empty: each row with a sign has something in both columns.
    for line in text.output.split(separator: "\n")
    where line.prefix(3).contains(where: { "=?!".contains($0) }) {
      let words = line.split(separator: "  ").filter { !$0.isEmpty }
      XCTAssertGreaterThanOrEqual(words.count, 3, String(line))
    }
  }

  func testRightsAndPlacesThatAreNoNamespace() throws {
    try needsRoot("to have capabilities to give up")
    let (a, held) = try target("setpriv --no-new-privs --bounding-set=-all,+chown --inh-caps=-all HOLD")
    defer { held.stop() }
    let compared = try compare("\(a)")
    XCTAssertEqual(compared.status, 0, "the namespaces are the same")
    XCTAssertEqual(compared.items("no_new_privs", "a"), ["1"])
    XCTAssertEqual(compared.items("no_new_privs", "b"), ["0"])
    XCTAssertEqual(compared.items("capabilities", "a"), ["cap_chown"])
    XCTAssertTrue(compared.items("capabilities", "b")?.contains("cap_sys_admin") == true)
    let text = try sh("ns-compare --only process --different \(a)").output
    XCTAssertTrue(text.contains("!=  capabilities") && text.contains(": cap_chown"), text)
    XCTAssertFalse(text.contains("seccomp"), text)
  }

  func testProcessesThatAreNotThere() throws {
    let gone = try sh("sh -c 'exit 0' & p=$!; wait $p; ns-compare $p")
    XCTAssertEqual(gone.status, 2)
    XCTAssertTrue(gone.error.contains("ns-compare: there is no process "), gone.error)
    XCTAssertEqual(try sh(try proposal(gone)).status, 0)
    let zombie = try sh(
      "python3 -c 'import os,subprocess; p=os.fork() or os._exit(0); os.waitid(os.P_PID,p,os.WEXITED|os.WNOWAIT); "
        + "raise SystemExit(subprocess.call([\"ns-compare\",\"self\",str(p)]))'")
    XCTAssertEqual(zombie.status, 2)
    XCTAssertTrue(zombie.error.contains("has ended"), zombie.error)
    for bad in ["", "x", "0", "1 2 3", "--only sky 1", "--nonsense 1", "--json --watch self"] {
      let ran = try sh("ns-compare \(bad)")
      XCTAssertEqual(ran.status, 2, bad)
      XCTAssertEqual(ran.output, "", bad)
    }
  }

  func testATargetThatEndsMeanwhile() throws {
    let (a, held) = try target("env HOLD")
    defer { held.stop() }
    let watching = try start("ns-compare", "--watch", "--interval", "0.05", "\(a)")
    XCTAssertNotNil(watching.line(beginning: "=  uts"), watching.error)
    kill(a, SIGKILL)
    let ended = watching.end()
    XCTAssertEqual(ended.status, 2)
    XCTAssertTrue(ended.error.contains("process \(a) has ended"), ended.error)
  }

  func testWatchingOnATerminal() throws {
    try needsRoot("to change a host name")
    let (a, held) = try target("unshare -u HOLD")
    defer { held.stop() }
    XCTAssertEqual(try sh("nsenter -t \(a) -u hostname office").status, 0)
    let screen = try Typist(
      ["ns-compare", "--watch", "--interval", "0.05", "\(a)"],
      environment: try environment.merging(["TERM": "xterm"]) { $1 })
    XCTAssertTrue(screen.sees("office"), screen.screen)
    XCTAssertTrue(screen.sees("= same"), screen.screen)
    XCTAssertEqual(try sh("nsenter -t \(a) -u hostname laptop").status, 0)
    XCTAssertTrue(screen.sees("laptop"), screen.screen)
    kill(screen.pid, SIGINT)
    XCTAssertTrue(screen.sees("\u{1b}[?1049l"), "the screen as it was")
    XCTAssertEqual(screen.ends(), 1)
  }

  func testTheScreenOfAProjector() throws {
    let (a, held) = try target(asUser + "unshare -Urmunipf --mount-proc HOLD")
    defer { held.stop() }
    for language in ["C", "zh_CN.UTF-8"] {
      let ran = try sh("LC_ALL=\(language) ns-compare \(a)")
      XCTAssertEqual(ran.status, 1, ran.error)
      XCTAssertFalse(ran.output.contains("\u{1b}"), "no colour where nobody looks")
      for line in ran.output.split(separator: "\n") {
        let width = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
        XCTAssertLessThanOrEqual(width, 80, String(line))
      }
    }
    XCTAssertTrue(try sh("LC_ALL=zh_CN.UTF-8 ns-compare \(a)").output.contains("主机名"))
  }

  func testANameCannotWriteToTheTerminal() throws {
    let script =
      "import time; open('/proc/self/comm','w').write('a\\x1b[31mb'); print('named', flush=True); time.sleep(600)"
    let held = try start("python3", "-c", script)
    defer { held.stop() }
    XCTAssertNotNil(held.line(beginning: "named"), held.error)
    let ran = try sh("ns-compare \(held.pid)")
    XCTAssertTrue(ran.output.contains("a\\x1b[31mb"), ran.output)
    XCTAssertFalse(ran.output.contains("\u{1b}"))
  }
}
