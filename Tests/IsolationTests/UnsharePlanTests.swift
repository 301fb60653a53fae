import Console
import XCTest

@testable import Isolation
@testable import ns_unshare

/// No privilege, no namespace: plans are values.
final class UnsharePlanTests: XCTestCase {
  private var facts = Facts(users: IdFacts(own: 1000), groups: IdFacts(own: 1001))

  private func plan(_ change: (inout Options) -> Void) -> Plan {
    var options = Options()
    options.command = ["sh"]
    change(&options)
    return Plan(options, on: facts)
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
      $0.beRoot()
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
      $0.users.single = .current
      $0.groups.single = .current
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

  /// Linux 6.1 answers EINVAL to vfork(2) then.
  func testAfterATimeNamespaceNoMemoryIsShared() {
    let plan = plan {
      $0.kinds = .time
      $0.fork = true
    }
    XCTAssertEqual(
      plan.listing,
      """
      caller: unshare(CLONE_NEWTIME)
      caller: fork() = <child>
      child: execvp("sh", ["sh"])
      caller: waitpid(<child>)
      """)
    XCTAssertEqual(plan.condensed.plan, plan)
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
      for mode in 0..<256 {
        let plan = plan {
          for (i, kind) in NamespaceKind.allCases.enumerated() where bits >> i & 1 == 1 {
            $0.kinds.insert(NamespaceKinds(kind))
            if mode & 1 == 1, i % 2 == 0 { $0.keep[kind] = "f" }
          }
          $0.fork = mode & 2 != 0
          if mode & 4 != 0 { $0.proc = "/proc" }
          if mode & 8 != 0 { $0.beRoot() }
          if mode & 16 != 0 {
            $0.deathSignal = .kill
            $0.fork = true
          }
          if mode & 32 != 0 { $0.root = "/r" }
          if mode & 64 != 0 { $0.users.blocks = [.range(IdRange(inside: 5, outside: 9, count: 3))] }
          if mode & 128 != 0 { $0.owner = Credentials(user: 3, group: 4) }
        }
        XCTAssertEqual(plan.flaws, [], "kinds \(bits) mode \(mode)")
      }
    }
  }

  func testAnOrdinaryUserHasOthersMappedByPrograms() {
    facts.users.subordinate = SubordinateIds(first: 100_000, count: 65_536)
    facts.groups.subordinate = SubordinateIds(first: 200_000, count: 10)
    check(
      """
      caller: fork() = <helper>
      caller: unshare(CLONE_NEWUSER)
      helper: newuidmap <caller> 0 1000 1 1 100000 65536
      helper: newgidmap <caller> 0 1001 1 1 200000 10
      caller: execvp("sh", ["sh"])
      """
    ) {
      $0.kinds = .user
      $0.beRoot()
      $0.users.blocks = [.auto]
      $0.groups.blocks = [.auto]
    }
  }

  func testRootWritesTheMapsFromOutside() {
    facts.users.isPrivileged = true
    facts.groups.isPrivileged = true
    facts.users.here = IdMap([IdRange(inside: 0, outside: 7, count: 5)])
    check(
      """
      caller: fork() = <helper>
      caller: unshare(CLONE_NEWUSER)
      helper: write("/proc/<caller>/uid_map", "0 0 5\\n")
      caller: write("/proc/self/setgroups", "deny")
      helper: write("/proc/<caller>/gid_map", "5 6 7\\n8 9 1\\n")
      caller: execvp("sh", ["sh"])
      """
    ) {
      $0.kinds = .user
      $0.setgroups = .deny
      $0.users.blocks = [.all]
      $0.groups.blocks = [
        .range(IdRange(inside: 5, outside: 6, count: 7)), .range(IdRange(inside: 8, outside: 9, count: 1)),
      ]
    }
  }

  /// Another owner means another user, and one who may not write to its own /proc.
  func testAnotherOwner() {
    facts.users.isPrivileged = true
    facts.groups.isPrivileged = true
    check(
      """
      caller: fork() = <helper>
      caller: setgroups(0, NULL)
      caller: setgid(8)
      caller: setuid(7)
      caller: unshare(CLONE_NEWUSER|CLONE_NEWTIME)
      helper: write("/proc/<caller>/uid_map", "0 1000 1\\n")
      helper: write("/proc/<caller>/gid_map", "0 1001 1\\n")
      helper: write("/proc/<caller>/timens_offsets", "boottime -5 0")
      caller: execvp("sh", ["sh"])
      """
    ) {
      $0.kinds = [.user, .time]
      $0.beRoot()
      $0.owner = Credentials(user: 7, group: 8)
      $0.clocks = [.boottime: -5]
    }
  }

  /// A change of ids cancels the signal at the parent's death, so it comes first.
  func testIdentityInTheOrderThatTheKernelWants() {
    check(
      """
      caller: unshare(CLONE_NEWUSER)
      caller: sigaction(SIGINT, SIG_DFL); sigaction(SIGTERM, SIG_DFL)
      caller: fork() = <child>
      child: setgroups(0, NULL)
      child: setgid(2)
      child: setuid(1)
      child: capset(inheritable = permitted); prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, …)
      child: prctl(PR_SET_PDEATHSIG, SIGKILL)
      child: execvp("sh", ["sh"])
      caller: waitpid(<child>); SIGINT, SIGTERM: kill(<child>)
      """
    ) {
      $0.kinds = .user
      $0.user = 1
      $0.group = 2
      $0.keepsCapabilities = true
      $0.deathSignal = .kill
      $0.fork = true
      $0.forwardsSignals = true
    }
  }

  func testAnInterpreterOfTheOldRootIsRegisteredBeforeChroot() {
    let late = plan {
      $0.kinds = [.user, .mount]
      $0.binaryFormats = "/b"
      $0.interpreter = ":x:E::x::/bin/x:"
      $0.root = "/r"
    }
    XCTAssertTrue(
      late.listing.contains("chroot(\"/r\")\ncaller: chdir(\"/\")\ncaller: mount(\"binfmt_misc\", \"/b\""),
      late.listing)
    XCTAssertTrue(
      late.listing.contains("write(\"/b/register\", \":x:E::x::/bin/x:\")\ncaller: exec"), late.listing)
    let early = plan {
      $0.kinds = [.user, .mount]
      $0.binaryFormats = "/b"
      $0.interpreter = ":x:E::x::/bin/x:F"
      $0.root = "/r"
    }
    XCTAssertTrue(
      early.listing.contains("misc/register\", \":x:E::x::/bin/x:F\")\ncaller: chroot"), early.listing)
    XCTAssertEqual(early.listing.split(separator: "\n").filter { $0.contains("register") }.count, 1)
  }

  func testHowLongEachStepLasts() {
    let plan = plan {
      $0.kinds = [.user, .uts]
      $0.beRoot()
      $0.keep = [.uts: "/run/u"]
    }
    XCTAssertEqual(
      plan.steps.map(\.action.lasting),
      [.process, .process, .permanent, .permanent, .permanent, .inverse, .final])
  }
}

extension Options {
  fileprivate mutating func beRoot() {
    users.single = .id(0)
    groups.single = .id(0)
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

  private func isSound(_ facts: Facts = Facts(), _ words: CString...) -> Bool { isSound(facts, words) }

  private func isSound(_ facts: Facts, _ words: [CString]) -> Bool {
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
    XCTAssertTrue(try parse("--forward-signals").fork)
    XCTAssertEqual(try parse("--mount-binfmt").kinds, [.user, .mount])
    XCTAssertEqual(try parse("--mount-binfmt").proc, "/proc")
    XCTAssertNil(try parse("--mount-binfmt=/b").proc)
    XCTAssertEqual(try parse("-l", "x").binaryFormats, Mount.binaryFormats)
    XCTAssertEqual(try parse("--mount-binfmt=/b", "-l", "x").binaryFormats, "/b")
    XCTAssertEqual(
      try parse("--map-users", "1:2:3").users.blocks, [.range(IdRange(inside: 1, outside: 2, count: 3))])
    // As it was written before util-linux 2.39: the other way round.
    XCTAssertEqual(
      try parse("--map-users", "2,1,3").users.blocks, try parse("--map-users", "1:2:3").users.blocks)
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
    XCTAssertFalse(isSound(file, "--setgroups", "deny"))
    XCTAssertTrue(isSound(file, "-U", "--setgroups", "allow"))
    XCTAssertFalse(isSound(file, "-r", "--setgroups", "allow"))
    XCTAssertFalse(isSound(file, "-U", "--setgroups", "perhaps"))
    XCTAssertTrue(isSound(file, "--propagation", "slave"))
    XCTAssertFalse(isSound(file, "-m", "--propagation", "sideways"))
    XCTAssertFalse(isSound(file, "--kill-child=NOSUCH"))
    XCTAssertFalse(isSound(file, "--kill-child=0"))
    XCTAssertFalse(isSound(Facts(absent: ["/nowhere"]), "--root", "/nowhere"))
    XCTAssertFalse(isSound(file, "--nonsense"))
    XCTAssertFalse(isSound(file, "--boottime", "5"))
    XCTAssertTrue(isSound(file, "-T", "--boottime", "-5"))
    XCTAssertFalse(isSound(file, "-T", "--boottime", "5s"))
    XCTAssertFalse(isSound(file, "--map-users", "0:0:5", "--map-users", "3:9:1"))
    XCTAssertFalse(isSound(file, "--map-users", "0:5:5", "--map-users", "10:9:1"))
    XCTAssertTrue(isSound(file, "--map-users", "0:0:5", "--map-users", "5:9:1"))
    for bad in ["", "0:0", "0:0:0", "0:0:x", "1:2:3:4", "0:4294967290:6", "-1:0:1", "0,0", "some"] {
      XCTAssertFalse(isSound(file, "--map-groups", CString(bad)), bad)
    }
    // No line of subuid: nothing to map.
    XCTAssertFalse(isSound(file, "--map-auto"))
    XCTAssertFalse(isSound(file, "--map-subids"))
    XCTAssertFalse(isSound(file, "--owner", "1"))
    XCTAssertFalse(isSound(file, "--map-user", "no such user"))
    XCTAssertTrue(isSound(file, "--map-user", "root", "--map-group", "0"))
    let many: [CString] = (0..<341).flatMap { ["--map-users", CString("\($0 * 2):\($0 * 2):1")] }
    XCTAssertFalse(isSound(file, many))
    XCTAssertTrue(isSound(file, Array(many.dropLast(2))))
  }
}
