import Console
import XCTest

@testable import Isolation
@testable import ns_unshare

/// No privilege, no namespace: plans are values.
final class UnsharePlanTests: UnsharePlanCase {
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
    XCTAssertEqual(plan.prepared, [])
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
