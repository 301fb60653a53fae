import Console
import Isolation
import XCTest

@testable import ns_unshare

/// No privilege, no namespace: plans are values.
final class UnsharePlanTests: XCTestCase {
  private func plan(_ change: (inout Options) -> Void) -> Plan {
    var options = Options()
    options.command = ["sh"]
    change(&options)
    return Plan(options, on: Facts(me: Credentials(user: 1000, group: 1001)))
  }

  private func check(
    _ expected: String, line: UInt = #line, _ change: (inout Options) -> Void
  ) {
    XCTAssertEqual(plan(change).listing, expected, line: line)
    XCTAssertEqual(plan(change).flaws, [], line: line)
  }

  func testNothingAskedFor() {
    check("caller: execvp(\"sh\", [\"sh\"])") { _ in }
  }

  func testARootlessPidNamespace() {
    check(
      """
      caller: unshare(CLONE_NEWUSER|CLONE_NEWNS|CLONE_NEWPID)
      caller: write("/proc/self/setgroups", "deny")
      caller: write("/proc/self/uid_map", "0 1000 1")
      caller: write("/proc/self/gid_map", "0 1001 1")
      caller: fork() = <child>
      child: mount("none", "/", NULL, MS_REC|MS_PRIVATE, NULL)
      child: mount("proc", "/proc", "proc", MS_NOSUID|MS_NODEV|MS_NOEXEC, NULL)
      child: execvp("sh", ["sh"])
      caller: waitpid(<child>)
      """
    ) {
      $0.kinds = [.user, .pid, .mount]
      $0.mapping = .root
      $0.fork = true
      $0.proc = "/proc"
    }
  }

  func testTheSameIdsInside() {
    check(
      """
      caller: unshare(CLONE_NEWUSER)
      caller: write("/proc/self/setgroups", "deny")
      caller: write("/proc/self/uid_map", "1000 1000 1")
      caller: write("/proc/self/gid_map", "1001 1001 1")
      caller: execvp("sh", ["sh"])
      """
    ) {
      $0.kinds = .user
      $0.mapping = .current
      // Denied anyhow, and only once.
      $0.setgroups = .deny
    }
  }

  func testSetgroupsAlone() {
    check(
      """
      caller: unshare(CLONE_NEWUSER)
      caller: write("/proc/self/setgroups", "allow")
      caller: execvp("sh", ["sh"])
      """
    ) {
      $0.kinds = .user
      $0.setgroups = .allow
    }
  }

  func testAChildThatOnlyExecsIsSpawned() {
    check(
      """
      caller: unshare(CLONE_NEWNS|CLONE_NEWPID)
      caller: mount("none", "/", NULL, MS_REC|MS_SLAVE, NULL)
      caller: vfork() = <child>; execvp("sh", ["sh"])
      caller: waitpid(<child>)
      """
    ) {
      $0.kinds = [.mount, .pid]
      $0.propagation = .slave
      $0.fork = true
    }
  }

  func testTheOrderOfUtilLinux() {
    check(
      """
      caller: unshare(CLONE_NEWNS)
      caller: mount("none", "/", NULL, MS_REC|MS_PRIVATE, NULL)
      caller: chroot("/new")
      caller: chdir("/")
      caller: mount("proc", "/proc", "proc", MS_NOSUID|MS_NODEV|MS_NOEXEC, NULL)
      caller: execvp("sh", ["sh"])
      """
    ) {
      $0.kinds = .mount
      $0.root = "/new"
      $0.proc = "/proc"
    }
    check("caller: chdir(\"/tmp\")\ncaller: execvp(\"sh\", [\"sh\"])") { $0.directory = "/tmp" }
  }

  func testUnchangedPropagation() {
    check("caller: unshare(CLONE_NEWNS)\ncaller: execvp(\"sh\", [\"sh\"])") {
      $0.kinds = .mount
      $0.propagation = []
    }
  }

  func testAMountedProcIsNotSharedWithOutside() {
    var options = Options()
    options.command = ["sh"]
    options.kinds = .mount
    options.propagation = []
    options.proc = "/proc"
    let listing = Plan(options, on: Facts(procIsMounted: true)).listing
    XCTAssertEqual(
      listing,
      """
      caller: unshare(CLONE_NEWNS)
      caller: mount("none", "/proc", NULL, MS_REC|MS_PRIVATE, NULL)
      caller: mount("proc", "/proc", "proc", MS_NOSUID|MS_NODEV|MS_NOEXEC, NULL)
      caller: execvp("sh", ["sh"])
      """)
  }

  func testKeptNamespacesAreBoundFromOutside() {
    check(
      """
      caller: fork() = <helper>
      caller: unshare(CLONE_NEWUSER|CLONE_NEWUTS|CLONE_NEWPID|CLONE_NEWTIME)
      caller: fork() = <child>
      helper: mount("/proc/<caller>/ns/user", "a", NULL, MS_BIND, NULL)
      helper: mount("/proc/<caller>/ns/uts", "b", NULL, MS_BIND, NULL)
      helper: mount("/proc/<caller>/ns/pid_for_children", "c", NULL, MS_BIND, NULL)
      helper: mount("/proc/<caller>/ns/time_for_children", "d", NULL, MS_BIND, NULL)
      child: execvp("sh", ["sh"])
      caller: waitpid(<child>)
      """
    ) {
      $0.kinds = [.user, .uts, .pid, .time]
      $0.keep = [.user: "a", .uts: "b", .pid: "c", .time: "d"]
      $0.fork = true
    }
  }

  func testTheDeathSignalIsTheChildsAffair() {
    check(
      """
      caller: fork() = <child>
      child: prctl(PR_SET_PDEATHSIG, SIGTERM)
      child: execvp("sh", ["sh"])
      caller: waitpid(<child>)
      """
    ) {
      $0.deathSignal = .terminate
      $0.fork = true
    }
  }

  func testOnlyAPidNamespaceWithoutForkSurprises() {
    let remark = { (plan: Plan) in plan.steps.contains { $0.why == .commandStaysOutside } }
    XCTAssertTrue(remark(plan { $0.kinds = .pid }))
    XCTAssertFalse(
      remark(
        plan {
          $0.kinds = .pid
          $0.fork = true
        }))
    XCTAssertFalse(remark(plan { $0.kinds = .uts }))
  }

  func testEveryCombinationIsSound() {
    for bits in 0..<256 {
      for mode in 0..<64 {
        let plan = plan {
          for (i, kind) in NamespaceKind.allCases.enumerated() where bits >> i & 1 == 1 {
            $0.kinds.insert(NamespaceKinds(kind))
            if mode & 1 == 1, i % 2 == 0 { $0.keep[kind] = "f" }
          }
          $0.fork = mode & 2 != 0
          if mode & 4 != 0 { $0.proc = "/proc" }
          if mode & 8 != 0 { $0.mapping = .root }
          if mode & 16 != 0 {
            $0.deathSignal = .kill
            $0.fork = true
          }
          if mode & 32 != 0 { $0.root = "/r" }
        }
        XCTAssertEqual(plan.flaws, [], "kinds \(bits) mode \(mode)")
      }
    }
  }

  func testHowLongEachStepLasts() {
    let plan = plan {
      $0.kinds = [.user, .uts]
      $0.mapping = .root
      $0.keep = [.uts: "/run/u"]
    }
    XCTAssertEqual(
      plan.steps.map(\.action.lasting),
      [.process, .process, .permanent, .permanent, .permanent, .inverse, .final])
  }
}

/// What is refused before anything is done.
final class UnshareCheckTests: XCTestCase {
  private func parse(_ words: CString...) throws -> Options {
    var options = Options()
    switch Options.table.parse(words, into: &options) {
    case .operands(let command): options.command = command
    case let other: throw Refused(what: "\(other)")
    }
    return options
  }
  private struct Refused: Error { let what: String }

  private func isSound(_ facts: Facts = Facts(), _ words: CString...) -> Bool {
    var options = Options()
    guard case .operands = Options.table.parse(words, into: &options) else { return false }
    return (try? options.check(facts)) != nil
  }

  func testOptionsImplyOthers() throws {
    XCTAssertEqual(try parse("-r").kinds, .user)
    XCTAssertEqual(try parse("--mount-proc").kinds, .mount)
    XCTAssertEqual(try parse("--mount-proc").proc, "/proc")
    XCTAssertEqual(try parse("--mount-proc=/p").proc, "/p")
    let killed = try parse("--kill-child")
    XCTAssertTrue(killed.fork)
    XCTAssertEqual(killed.deathSignal, .kill)
    XCTAssertEqual(try parse("--kill-child=sigterm").deathSignal, .terminate)
    XCTAssertEqual(try parse("-muinpUCT").kinds.ordered.count, 8)
  }

  func testTheCommandKeepsItsOptions() throws {
    XCTAssertEqual(try parse("-u", "ls", "-u", "--uts").command, ["ls", "-u", "--uts"])
    XCTAssertEqual(try parse("-u", "--", "-x").command, ["-x"])
  }

  func testBadInputIsRefused() {
    let file = Facts(present: ["/f"])
    XCTAssertTrue(isSound(file, "--uts=/f", "true"))
    XCTAssertTrue(isSound(file, "--fork", "--pid=/f", "true"))
    XCTAssertFalse(isSound(file, "--pid=/f", "true"))
    XCTAssertFalse(isSound(file, "--uts=/g", "true"))
    XCTAssertFalse(isSound(file, "-r", "-c", "true"))
    XCTAssertFalse(isSound(file, "--setgroups", "deny"))
    XCTAssertTrue(isSound(file, "-U", "--setgroups", "allow"))
    XCTAssertFalse(isSound(file, "-r", "--setgroups", "allow"))
    XCTAssertFalse(isSound(file, "-U", "--setgroups", "perhaps"))
    XCTAssertFalse(isSound(file, "--propagation", "slave"))
    XCTAssertFalse(isSound(file, "-m", "--propagation", "sideways"))
    XCTAssertFalse(isSound(file, "--kill-child=NOSUCH"))
    XCTAssertFalse(isSound(file, "--kill-child=0"))
    XCTAssertFalse(isSound(Facts(absent: ["/nowhere"]), "--root", "/nowhere"))
    XCTAssertFalse(isSound(file, "--nonsense"))
  }
}
