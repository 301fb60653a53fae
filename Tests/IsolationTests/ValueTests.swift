import XCTest

@testable import Isolation

/// Small values: bytes, signals, kinds, tables of /proc, shells.
final class ValueTests: XCTestCase {
  func testBytesStayAsTheyAre() {
    let odd = CString(bytes: [0x61, 0xFF, 0x01, 0x62])
    XCTAssertEqual(odd.bytes, [0x61, -1, 1, 0x62, 0])
    XCTAssertEqual(odd.description, #""a\xff\u{01}b""#)
    XCTAssertEqual(CString("a\nb").description, #""a\nb""#)
    XCTAssertEqual(CString("容器").description, "\"容器\"")
    XCTAssertEqual(("a" + odd).bytes.count, 6)
    XCTAssertEqual(CString(bytes: [0x61, 0, 0x62]).bytes, [0x61, 0])
    XCTAssertTrue(CString("").isEmpty)
  }

  func testSignals() {
    for (text, number) in [("KILL", 9), ("SIGKILL", 9), ("sigterm", 15), ("15", 15), ("usr1", 10)] {
      XCTAssertEqual(Signal(text)?.number, Int32(number), text)
    }
    for text in ["", "0", "65", "-1", "NOSUCH", "SIG"] { XCTAssertNil(Signal(text), text) }
    XCTAssertEqual(Signal.kill.description, "SIGKILL")
  }

  func testTheTableOfKindsIsTheKernels() throws {
    let files = try Descriptor(opening: "/proc/self/ns").names().map(\.text)
    for kind in NamespaceKind.allCases where files.contains(kind.name) {
      let file = try NamespaceFile(opening: CString("/proc/self/ns/\(kind.name)"))
      XCTAssertEqual(try file.kind(), kind)
      XCTAssertTrue(files.contains(kind.newFile), kind.newFile)
      XCTAssertEqual(NamespaceKind(named: kind.name), kind)
    }
    XCTAssertEqual(Set(NamespaceKind.allCases.map(\.optionLetter)).count, 8)
    XCTAssertNil(NamespaceKind(named: "mount"))
    XCTAssertEqual(NamespaceKinds([.user, .pid]).constants, "CLONE_NEWUSER|CLONE_NEWPID")
    // A kind the kernel has and the table lacks would be news.
    for file in files where !file.hasSuffix("_for_children") { XCTAssertNotNil(NamespaceKind(named: file)) }
  }

  func testNamespacesByIdentity() throws {
    let own = try Namespace(.uts, of: getpid())
    XCTAssertEqual(own, try Namespace(.uts, of: getpid()))
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/uts")
    XCTAssertEqual(own.description, link)
    XCTAssertThrowsError(try Namespace(.uts, of: 0))
  }

  func testAProcessNameMayHoldAnything() {
    let status = ProcessStatus(
      status: """
        Name:\ta) R (b 
        State:\tS (sleeping)
        Pid:\t42
        PPid:\t7
        Uid:\t0\t1\t2\t3
        NSpid:\t42\t5\t1
        CapEff:\t000001ffffffffff
        """,
      stat: "42 (a) R (b ) S 7 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 2")
    XCTAssertEqual(status.pid, 42)
    XCTAssertEqual(status.name, "a) R (b")
    XCTAssertEqual(status.state, "S")
    XCTAssertEqual(status.parent, 7)
    XCTAssertEqual(status.levels, [42, 5, 1])
    XCTAssertEqual(status.users, [0, 1, 2, 3])
    XCTAssertEqual(status.effectiveCapabilities, 0x1FF_FFFF_FFFF)
    XCTAssertEqual(status.started, 987654)
    XCTAssertTrue(status.isAlive)
  }

  func testAStatusThatIsCutOff() {
    let status = ProcessStatus(status: "Pid:\t9\nState:\tZ (zombie)", stat: "9 (x")
    XCTAssertEqual(status.levels, [9])
    XCTAssertEqual(status.started, 0)
    XCTAssertFalse(status.isAlive)
  }

  func testThisProcess() throws {
    let status = try ProcessStatus(of: getpid())
    XCTAssertEqual(status.parent, getppid())
    XCTAssertGreaterThan(status.started, 0)
  }

  func testMountsWithOddNames() throws {
    let line =
      #"36 35 98:0 /a\040b /mnt/c\134d\011e rw,noatime shared:1 master:12 propagate_from:2 - ext3 /dev/r\040oot rw,errors=continue"#
    let mount = try XCTUnwrap(MountPoint(line[...]))
    XCTAssertEqual(mount.root, "/a b")
    XCTAssertEqual(mount.path, "/mnt/c\\d\te")
    XCTAssertEqual(mount.peers, 1)
    XCTAssertEqual(mount.master, 12)
    XCTAssertEqual(mount.type, "ext3")
    XCTAssertEqual(mount.source, "/dev/r oot")
    XCTAssertNil(MountPoint("36 35 98:0 / /mnt rw"))
  }

  func testWhichMountHoldsAFile() {
    let table = MountTable(
      """
      1 0 8:1 / / rw - ext4 a rw
      2 1 8:2 / /run rw shared:3 - tmpfs b rw
      3 2 8:3 / /run rw - tmpfs c rw
      4 1 8:4 / /runner rw - tmpfs d rw
      """)
    XCTAssertEqual(table.mount(holding: "/run/x")?.source, "c")
    XCTAssertEqual(table.mount(holding: "/runny/x")?.source, "a")
    XCTAssertEqual(table.mount(holding: "/runner")?.source, "d")
    XCTAssertTrue(table.isMountPoint("/run"))
    XCTAssertFalse(table.isMountPoint("/run/x"))
  }

  func testTheLoginShell() {
    let passwd = "root:x:0:0:root:/root:/bin/bash\nme:x:1000:1000::/home/me:/usr/bin/zsh\nno:x:5:5::/:\n"
    func shell(_ environment: CString?, _ user: UInt32) -> Command {
      .loginShell(environment: environment, passwd: passwd, user: user)
    }
    XCTAssertEqual(shell("/opt/fish", 0), Command(["/opt/fish"], name: "-fish"))
    XCTAssertEqual(shell(nil, 1000), Command(["/usr/bin/zsh"], name: "-zsh"))
    XCTAssertEqual(shell("", 0), Command(["/bin/bash"], name: "-bash"))
    XCTAssertEqual(shell(nil, 5), Command(["/bin/sh"], name: "-sh"))
    XCTAssertEqual(shell(nil, 77), Command(["/bin/sh"], name: "-sh"))
  }

  func testUndoCanBeWrittenDownAndReadAgain() throws {
    let undo = try XCTUnwrap(Mount.keep(.uts, of: .caller, at: "/run/a b").undo)
    let kinds = UndoKinds([Unmount.self])
    let again = try XCTUnwrap(kinds.read(type(of: undo).word, undo.words))
    XCTAssertTrue(undo.equals(again))
    XCTAssertNil(kinds.read("else", []))
    XCTAssertNil(kinds.read("unmount", []))
  }

  func testStepsCompareByWhatTheyDo() {
    let step = Step(role: .caller, action: Unshare([.uts]), why: .setgroupsFirst)
    XCTAssertEqual(step, Step(role: .caller, action: Unshare([.uts])))
    XCTAssertNotEqual(step, Step(role: .child, action: Unshare([.uts])))
    XCTAssertNotEqual(step, Step(role: .caller, action: Unshare([.ipc])))
    XCTAssertNotEqual(step, Step(role: .caller, action: Setns("a", .uts)))
  }

  /// Each names the manual page of its call, and stays.
  func testChangesToFiles() {
    let changes: [any Action] = [
      MakeDirectory("/x"), MakeFile("/x/a", "text"), MakeLink("a", at: "/x/b"),
      GiveAway("/x", to: Credentials(user: 1, group: 2)),
    ]
    XCTAssertEqual(changes.map(\.page), ["mkdir(2)", "open(2)", "symlink(2)", "chown(2)"])
    XCTAssertTrue(changes.allSatisfy { $0.lasting == .permanent && $0.undo == nil })
  }
}
