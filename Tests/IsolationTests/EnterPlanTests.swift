import Console
import Isolation
import XCTest

@testable import ns_enter

/// Targets that need not exist: what is known of one is a value.
final class EnterPlanTests: XCTestCase {
  private func id(_ number: UInt64) -> FileIdentity { FileIdentity(device: 4, inode: number) }

  /// A target in a user namespace of its own, 100 below the caller's 1, which owns all but its
  /// network.
  private var rootless: Facts {
    var facts = Facts()
    for (number, kind) in zip(UInt64(1)..., NamespaceKind.allCases) {
      facts.own[kind] = id(number)
      facts.entered[kind] = id(number + 99)
      facts.owners[kind] = kind == .net ? [id(1)] : [id(100), id(1)]
    }
    facts.owners[.user] = nil
    return facts
  }

  private func check(
    _ expected: String, _ facts: Facts, line: UInt = #line, _ change: (inout Options) -> Void
  ) {
    var options = Options()
    options.command = ["sh"]
    options.target = 7
    change(&options)
    let plan = Plan(options, on: facts)
    XCTAssertEqual(plan.listing, expected, line: line)
    XCTAssertEqual(plan.flaws, [], line: line)
  }

  func testOneCallForAllOfATarget() {
    check(
      """
      caller: pidfd_open(7, 0) = <target>
      caller: setns(<target>, CLONE_NEWUTS|CLONE_NEWNET)
      caller: execvp("sh", ["sh"])
      """, Facts()
    ) { $0.kinds = [.uts: .target, .net: .target] }
  }

  func testWhatTheUserNamespaceOwnsComesAfterIt() {
    check(
      """
      caller: pidfd_open(7, 0) = <target>
      caller: setns(<target>, CLONE_NEWNET)
      caller: setns(<target>, CLONE_NEWUSER|CLONE_NEWNS)
      caller: setgroups(0, NULL)
      caller: setgid(0)
      caller: setuid(0)
      caller: execvp("sh", ["sh"])
      """, rootless
    ) { $0.kinds = [.user: .target, .net: .target, .mount: .target] }
  }

  func testADescendantOfTheUserNamespaceCountsAsItsOwn() {
    var facts = rootless
    facts.owners[.net] = [id(200), id(100), id(1)]
    check(
      """
      caller: pidfd_open(7, 0) = <target>
      caller: setns(<target>, CLONE_NEWUSER|CLONE_NEWNET)
      caller: execvp("sh", ["sh"])
      """, facts
    ) {
      $0.kinds = [.user: .target, .net: .target]
      $0.keepCredentials = true
    }
  }

  /// A sandbox that made two: the outer owns the rest, as bubblewrap does.
  func testWhatIsOwnedInBetweenIsEnteredFromThere() {
    var facts = rootless
    facts.between = [id(60), id(50)]
    facts.owners[.mount] = [id(50), id(1)]
    facts.owners[.uts] = [id(60), id(50), id(1)]
    check(
      """
      caller: pidfd_open(7, 0) = <target>
      caller: open("/proc/7/ns/user", O_RDONLY) = <user>
      caller: ioctl(<user>, NS_GET_USERNS) = <user+1>
      caller: ioctl(<user+1>, NS_GET_USERNS) = <user+2>
      caller: setns(<target>, CLONE_NEWNET)
      caller: setns(<user+2>, CLONE_NEWUSER)
      caller: setns(<target>, CLONE_NEWNS)
      caller: setns(<user+1>, CLONE_NEWUSER)
      caller: setns(<target>, CLONE_NEWUTS)
      caller: setns(<target>, CLONE_NEWUSER|CLONE_NEWIPC)
      caller: execvp("sh", ["sh"])
      """, facts
    ) {
      $0.kinds = [.user: .target, .mount: .target, .uts: .target, .ipc: .target, .net: .target]
      $0.keepCredentials = true
    }
  }

  func testAnOwnerThatCannotBeSeenIsFurtherOut() {
    var facts = rootless
    facts.owners[.net] = []
    check(
      """
      caller: pidfd_open(7, 0) = <target>
      caller: setns(<target>, CLONE_NEWNET)
      caller: setns(<target>, CLONE_NEWUSER)
      caller: execvp("sh", ["sh"])
      """, facts
    ) {
      $0.kinds = [.user: .target, .net: .target]
      $0.keepCredentials = true
    }
  }

  func testAllLeavesOutWhatIsOnesOwnAndWhatTheKernelLacks() {
    var facts = rootless
    facts.own[.net] = facts.entered[.net]
    facts.entered[.time] = nil
    check(
      """
      caller: pidfd_open(7, 0) = <target>
      caller: setns(<target>, CLONE_NEWUSER|CLONE_NEWNS|CLONE_NEWUTS|CLONE_NEWIPC|CLONE_NEWPID|CLONE_NEWCGROUP)
      caller: setgroups(0, NULL)
      caller: setgid(0)
      caller: setuid(0)
      caller: vfork() = <child>; execvp("sh", ["sh"])
      caller: waitpid(<child>)
      """, facts
    ) { $0.all = true }
    facts.entered = facts.own
    check("caller: execvp(\"sh\", [\"sh\"])", facts) { $0.all = true }
  }

  func testFilesAreOpenedBeforeAnythingIsEntered() {
    check(
      """
      caller: pidfd_open(7, 0) = <target>
      caller: open("/a", O_RDONLY) = <user>
      caller: open("/b", O_RDONLY) = <net>
      caller: open("/proc/7/root", O_RDONLY|O_DIRECTORY) = <root>
      caller: open("/d", O_RDONLY|O_DIRECTORY) = <cwd>
      caller: setns(<net>, CLONE_NEWNET)
      caller: setns(<user>, CLONE_NEWUSER)
      caller: setns(<target>, CLONE_NEWNS)
      caller: fchdir(<root>)
      caller: chroot(".")
      caller: fchdir(<cwd>)
      caller: setgroups(0, NULL)
      caller: setgid(5)
      caller: setuid(6)
      caller: execvp("sh", ["sh"])
      """, rootless
    ) {
      $0.kinds = [.user: .file("/a"), .net: .file("/b"), .mount: .target]
      $0.root = .target
      $0.directory = .file("/d")
      $0.group = .number(5)
      $0.user = .number(6)
    }
  }

  func testDeniedGroupsGoBeforeOrNotAtAll() {
    var facts = rootless
    facts.deniesSetgroups = true
    check(
      """
      caller: pidfd_open(7, 0) = <target>
      caller: setgroups(0, NULL)
      caller: setns(<target>, CLONE_NEWUSER)
      caller: setgid(0)
      caller: setuid(0)
      caller: execvp("sh", ["sh"])
      """, facts
    ) { $0.kinds = [.user: .target] }
    facts.mayDropGroups = false
    check(
      """
      caller: pidfd_open(7, 0) = <target>
      caller: setns(<target>, CLONE_NEWUSER)
      caller: setgid(0)
      caller: setuid(0)
      caller: execvp("sh", ["sh"])
      """, facts
    ) { $0.kinds = [.user: .target] }
  }

  func testNoChildIfNoneIsWanted() {
    check(
      """
      caller: pidfd_open(7, 0) = <target>
      caller: setns(<target>, CLONE_NEWPID)
      caller: execvp("sh", ["sh"])
      """, Facts()
    ) {
      $0.kinds = [.pid: .target]
      $0.neverForks = true
    }
  }

  func testEveryCombinationIsSound() {
    for bits in 0..<256 {
      for mode in 0..<16 {
        var options = Options()
        options.target = 7
        options.command = ["sh"]
        for (i, kind) in NamespaceKind.allCases.enumerated() where bits >> i & 1 == 1 {
          options.kinds[kind] = mode & 1 == 1 && i % 2 == 0 ? .file("f") : .target
        }
        options.neverForks = mode & 2 != 0
        if mode & 4 != 0 { options.root = .target }
        options.all = mode & 8 != 0
        let plan = Plan(options, on: rootless)
        XCTAssertEqual(plan.flaws, [], "kinds \(bits) mode \(mode)")
        // Each kind once, and the user namespace in the last stage.
        let stages = options.stages(by: rootless).map(\.kinds)
        let entered = stages.flatMap(\.ordered)
        XCTAssertEqual(entered.count, Set(entered).count)
        XCTAssertFalse(stages.dropLast().contains { $0.contains(.user) })
      }
    }
  }
}

final class EnterCheckTests: XCTestCase {
  private func isSound(_ words: [CString], _ facts: Facts = Facts()) -> Bool {
    var options = Options()
    guard case .operands = Options.table.parse(words, into: &options) else { return false }
    return (try? options.check()) != nil && (try? options.check(facts)) != nil
  }

  func testBadInputIsRefused() {
    XCTAssertTrue(isSound(["true"]))
    XCTAssertTrue(isSound(["-t", "5", "-u", "true"]))
    XCTAssertFalse(isSound(["-u", "true"]))
    XCTAssertFalse(isSound(["-a", "true"]))
    XCTAssertFalse(isSound(["-r", "true"]))
    XCTAssertFalse(isSound(["-w", "true"]))
    XCTAssertFalse(isSound(["-t", "self", "-u"]))
    XCTAssertFalse(isSound(["-t", "0", "-u"]))
    XCTAssertFalse(isSound(["-t", "-5", "-u"]))
    XCTAssertFalse(isSound(["-t", "5", "-S", "root"]))
    XCTAssertFalse(isSound(["-t", "5", "-S", "4294967296"]))
  }

  func testFilesMustBeOfTheirKind() {
    var facts = Facts()
    XCTAssertFalse(isSound(["--uts=/f"], facts))
    facts.fileKinds = [.uts: .net]
    XCTAssertFalse(isSound(["--uts=/f"], facts))
    facts.fileKinds = [.uts: .uts]
    XCTAssertTrue(isSound(["--uts=/f"], facts))
  }

  func testOnesOwnUserNamespaceCannotBeEntered() {
    let here = FileIdentity(device: 4, inode: 9)
    let facts = Facts(own: [.user: here], entered: [.user: here])
    XCTAssertFalse(isSound(["-t", "5", "-U"], facts))
    XCTAssertTrue(isSound(["-t", "5", "-a"], facts))
  }

  func testATargetThatIsNotThere() {
    XCTAssertFalse(isSound(["-t", "5", "-u"], Facts(state: .missing)))
    XCTAssertFalse(isSound(["-t", "5", "-u"], Facts(state: .ended)))
  }
}
