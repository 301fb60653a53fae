import XCTest

@testable import Isolation

/// Each cause on a host that is made up: it answers where the evidence speaks for it, and only there.
final class DiagnosisTests: XCTestCase {
  private func failure(
    _ errno: Errno, of action: some Action, after earlier: [any Action] = [], by role: Role = .caller
  )
    -> Failure
  {
    var plan = Plan()
    for action in earlier { plan.add(action) }
    plan.add(action, by: role)
    return Failure(of: plan, at: earlier.count, errno)
  }

  private func first(_ failure: Failure, _ change: (inout HostFacts) -> Void = { _ in }) -> Diagnosis? {
    var host = HostFacts()
    host.user = 1000
    host.mounts = MountTable("1 0 8:1 / / rw - ext4 /dev/sda rw")
    change(&host)
    return failure.diagnoses(on: host).first
  }
  private let administrator: (inout HostFacts) -> Void = { $0.capabilities = .max }

  func testNoPrivilege() {
    let refused = failure(.notPermitted, of: Unshare([.pid]))
    XCTAssertEqual(first(refused)?.cures, [.adding("--user --map-root-user --fork")])
    XCTAssertEqual(
      first(failure(.notPermitted, of: Unshare([.uts])))?.cures, [.adding("--user --map-root-user")])
    XCTAssertNil(first(refused, administrator))
    XCTAssertNil(first(failure(.noMemory, of: Unshare([.pid]))))
  }

  func testACureThatWouldNotWorkIsNotProposed() {
    let refused = failure(.notPermitted, of: Unshare([.uts]))
    let diagnosis = first(refused) { $0.restrictions["kernel.unprivileged_userns_clone"] = "0" }
    guard case .advice = diagnosis?.cures.first else { return XCTFail("\(String(describing: diagnosis))") }
  }

  func testUserNamespacesForbidden() {
    let refused = failure(.notPermitted, of: Unshare([.user]))
    XCTAssertNil(first(refused))
    let debian = first(refused) { $0.restrictions["kernel.unprivileged_userns_clone"] = "0" }
    XCTAssertEqual(debian?.cures, [.command("sudo sysctl -w kernel.unprivileged_userns_clone=1")])
    // There the namespace is made, and the map cannot be written.
    let later = failure(
      .notPermitted, of: WriteFile(.own("uid_map"), "0 1000 1", page: ""), after: [Unshare([.user])])
    let ubuntu = first(later) { $0.restrictions["kernel.apparmor_restrict_unprivileged_userns"] = "1" }
    XCTAssertEqual(ubuntu?.cures, [.command("sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0")])
    XCTAssertNil(first(refused) { $0.restrictions["kernel.unprivileged_userns_clone"] = "1" })
  }

  func testInsideAChroot() {
    let chrooted = MountTable("1 0 8:1 / /proc rw - proc proc rw")
    XCTAssertTrue(
      first(failure(.notPermitted, of: Unshare([.user]))) { $0.mounts = chrooted }?.why.in(.english)
        .contains("chroot") == true)
    XCTAssertEqual(
      first(failure(.invalid, of: Mount.propagation(.private))) { $0.mounts = chrooted }?.cures,
      [.adding("--propagation unchanged")])
    XCTAssertNil(first(failure(.invalid, of: Mount.propagation(.private))))
  }

  func testLimits() {
    let refused = failure(.noSpace, of: Unshare([.user, .net]))
    XCTAssertEqual(
      first(refused) { $0.limits = [.user: 5, .net: 0] }?.cures,
      [.command("sysctl -w user.max_net_namespaces=1024")])
    let nested = first(refused) {
      $0.limits = [.user: 5, .net: 5]
      $0.refusal = { $0 == .user ? .noSpace : nil }
    }
    XCTAssertTrue(nested?.why.in(.english).contains("32 deep, and user is refused") == true)
    let many = first(failure(.noSpace, of: Unshare([.net]))) { $0.limits = [.net: 5] }
    XCTAssertTrue(many?.why.in(.english).contains("user.max_net_namespaces = 5") == true)
    let deep = first(failure(.noSpace, of: Unshare([.pid]))) { $0.levels = Array(1...33) }
    XCTAssertTrue(
      deep?.why.in(.english).contains("32 deep; ") == true || deep?.why.in(.english).contains("NSpid") == true
    )
  }

  func testADeadPidNamespace() {
    let spawn = Spawn(.child, Command(["true"]))
    XCTAssertNotNil(first(failure(.noMemory, of: spawn)) { $0.childrenGoElsewhere = true })
    XCTAssertNil(first(failure(.noMemory, of: spawn)))
    XCTAssertNotNil(first(failure(.noMemory, of: spawn, after: [Setns("pid", .pid)])))
  }

  func testMountsOfProc() {
    let mount = Mount.proc(on: "/proc")
    let other = failure(.notPermitted, of: mount, after: [Unshare([.user, .mount])])
    XCTAssertEqual(first(other) { $0.ownsPidNamespace = false }?.cures, [.adding("--pid --fork")])
    let forked = failure(
      .notPermitted, of: mount, after: [Unshare([.user, .mount, .pid]), Fork(.child)], by: .child)
    XCTAssertNil(first(forked) { $0.ownsPidNamespace = false })
    let covered = first(forked) {
      $0.mounts = MountTable("1 0 8:1 / / rw - ext4 x rw\n2 1 0:5 /null /proc/version rw - devtmpfs x rw")
    }
    XCTAssertEqual(covered?.cures, [.command("sudo umount /proc/version")])
  }

  func testKeptMountNamespaces() {
    let keep = failure(.invalid, of: Mount.keep(.mount, of: .caller, at: "/run/ns/f"))
    let shared = first(keep) {
      $0.mounts = MountTable("1 0 8:1 / / rw - ext4 x rw\n2 1 0:5 / /run rw shared:7 - tmpfs x rw")
    }
    XCTAssertEqual(shared?.cures, [.command("mount --bind /run/ns /run/ns && mount --make-private /run/ns")])
    XCTAssertNotNil(first(keep) { $0.release = "6.18.44" })
    XCTAssertNil(first(keep) { $0.release = "6.1.0-30-amd64" })
    XCTAssertNil(first(failure(.invalid, of: Mount.keep(.uts, of: .caller, at: "/f"))))
  }

  func testOtherCauses() {
    // Only who enters can keep what he is.
    let entered = failure(.invalid, of: SetGroup(0), after: [Setns("target", .user)])
    XCTAssertEqual(first(entered)?.cures, [.adding("--preserve-credentials")])
    XCTAssertNotEqual(first(failure(.invalid, of: SetGroup(0)))?.cures, [.adding("--preserve-credentials")])
    // A chroot and a ban: both are told, since only both together can be mended.
    var banned = HostFacts()
    banned.mounts = MountTable("1 0 8:1 / /elsewhere rw - ext4 /dev/sda rw")
    banned.restrictions = ["kernel.unprivileged_userns_clone": "0"]
    XCTAssertEqual(failure(.notPermitted, of: Unshare([.user])).diagnoses(on: banned).count, 2)
    XCTAssertNotNil(first(failure(.noProcess, of: OpenProcess(5, as: "target"))))
    XCTAssertNotNil(first(failure(.invalid, of: Unshare([.time]))) { $0.kinds.remove(.time) })
    XCTAssertNotNil(first(failure(.invalid, of: Unshare([.user]))) { $0.threads = 4 })
    XCTAssertNil(first(failure(.invalid, of: Unshare([.user]))))
  }

  func testEveryTextIsInBothLanguages() {
    let kinds: [any Action] = [Unshare([.pid]), Setns("target", .net), Setns("target", .user), SetUser(0)]
    for action in kinds {
      var plan = Plan()
      plan.add(action)
      let why = Failure(of: plan, at: 0, .notPermitted).diagnoses(on: HostFacts()).first?.why
      XCTAssertNotEqual(why?.in(.english), why?.in(.chinese))
      XCTAssertTrue(why?.in(.chinese).unicodeScalars.contains { $0.value > 0x4E00 } == true)
    }
  }

  func testThisHost() {
    let host = HostFacts.current
    XCTAssertEqual(host.user, geteuid())
    XCTAssertGreaterThan(host.threads, 1)
    XCTAssertFalse(host.release.isEmpty)
    XCTAssertFalse(host.isChrooted)
    XCTAssertFalse(host.childrenGoElsewhere)
    XCTAssertTrue(host.kinds.contains(.user))
    XCTAssertGreaterThan(host.limits.count, 5)
    XCTAssertFalse(host.levels.isEmpty)
  }
}
