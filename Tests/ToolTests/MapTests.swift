import Foundation
import TestSupport
import XCTest

/// Ids inside and outside: written by root, or for a user by newuidmap(1) and newgidmap(1).
final class MapTests: ToolCase {
  private let show =
    "cat /proc/self/uid_map; echo ==; cat /proc/self/gid_map; cat /proc/self/setgroups; id -u; id -g"

  private func run(
    _ command: String, in scene: MemberScene = MemberScene(), as user: String = MemberScene.member
  )
    throws -> Ran
  {
    try needsRoot("to become a user of a known number")
    return try sh(scene.command(command, as: user))
  }

  private func compare(_ rows: [String], as user: String) throws {
    for options in sample(rows) {
      let ours = try run("ns-unshare \(options) sh -c '\(show)'", as: user)
      let theirs = try run("unshare \(options) sh -c '\(show)'", as: user)
      XCTAssertEqual(ours.status, theirs.status, "\(options): \(ours.error)")
      XCTAssertEqual(ours.output, theirs.output, options)
      XCTAssertTrue(
        theirs.status != 0 || theirs.output.contains("\n0\n") || theirs.output.count > 20, theirs.error)
    }
  }

  func testLikeThePeerAsAUser() throws {
    try compare(
      [
        "--map-users 100000,0,1000 --map-groups 200000,0,1000", "--map-users 100000,0,1",
        "--map-groups 200000,5,10", "--map-users 100000,0,10 -r", "--map-users 100000,0,2000 -c",
        "--map-users 100000,0,2000 --map-groups 200000,0,2000 -c", "--map-user 5", "--map-group 6",
        "--map-user root --map-group root", "--map-user 5 --map-group 6", "-r -c", "-c -r", "-r --map-user 9",
        "--map-users 100010,10,5 --map-user 3", "-U --map-users 165535,0,1", "--map-user nosuchuser",
        "--map-users 1:2", "--map-users x", "-Ur -S 0", "-Ur -S 7", "-Uc -S 3456", "-r --keep-caps",
        "-c --keep-caps", "--map-users 90000,0,1", "-U --setgroups deny --map-users 100000,0,10",
      ], as: MemberScene.member)
  }

  func testLikeThePeerAsRoot() throws {
    try compare(
      [
        "--map-users 0,0,1", "-S 1000 -G 1001", "-G 7", "-S 7", "-U -S 0", "-r -G 0", "-S x", "-Ur -S 1",
        "--map-user 77 --map-group 78", "--map-user 0 -S 0", "--map-group 0", "-c -S 0",
      ], as: "")
  }

  /// Before 2.39 the peer asks newuidmap(1) even as root: known by the maps themselves.
  func testRootMapsWhatItLikes() throws {
    let rows = [
      ("--map-users 5,0,10 --map-groups 5,0,10", "0 5 10", "0 5 10"),
      ("-r --map-users 100,1,20", "0 0 1,1 100 20", "0 0 1"),
      ("-c --map-users 100,0,20", "0 0 1,1 100 19", "0 0 1"),
      ("--map-users 0:100:20 --map-groups 0:300:20 -S 3 -G 4", "0 100 20", "0 300 20"),
      ("--map-groups 0:5:10 --setgroups allow", "", "0 5 10"),
      ("--map-groups 0:5:10 --setgroups deny", "", "0 5 10"),
    ]
    for (options, users, groups) in rows { try expect(options, users, groups, as: "") }
  }

  /// What the peer has had since, or does better since, 2.39: known by the maps themselves.
  func testMapsOfNewerVersions() throws {
    let rows = [
      ("--map-auto", "0 100000 65536", "0 200000 65536"),
      ("-r --map-auto", "0 3456 1,1 100000 65536", "0 3457 1,1 200000 65536"),
      (
        "-c --map-auto", "3456 3456 1,0 100000 3456,3457 103456 62080",
        "3457 3457 1,0 200000 3457,3458 203457 62079"
      ),
      ("--map-subids", "100000 100000 65536", "200000 200000 65536"),
      ("-c --map-subids", "3456 3456 1,100000 100000 65536", "3457 3457 1,200000 200000 65536"),
      ("--map-users auto", "0 100000 65536", ""), ("--map-groups subids", "", "200000 200000 65536"),
      ("--map-users 0:100000:3 --map-users 7:100009:2", "0 100000 3,7 100009 2", ""),
    ]
    for (options, users, groups) in rows { try expect(options, users, groups, as: MemberScene.member) }
    let all = try run("ns-unshare --map-users all --map-groups all sh -c '\(show)'", as: "")
    XCTAssertEqual(maps(all.output.components(separatedBy: "==\n")[0]), "0 0 4294967295", all.error)
  }

  private func expect(_ options: String, _ users: String, _ groups: String, as user: String) throws {
    let ran = try run("ns-unshare \(options) sh -c '\(show)'", as: user)
    XCTAssertEqual(ran.status, 0, options + ran.error)
    let parts = ran.output.components(separatedBy: "==\n") + [""]
    XCTAssertEqual(maps(parts[0]), users, options)
    XCTAssertEqual(maps(parts[1]), groups, options)
  }

  private func maps(_ text: String) -> String {
    text.split(separator: "\n").map { $0.split(separator: " ") }.filter { $0.count == 3 }
      .map { $0.joined(separator: " ") }.joined(separator: ",")
  }

  /// util-linux PR 4457: a block of one id is not given up for nothing.
  func testTheOnlySubordinateIdIsMapped() throws {
    var scene = MemberScene()
    (scene.subuid, scene.subgid) = ("member:5000:1\n", "member:6000:1\n")
    let ran = try run("ns-unshare -r --map-auto sh -c '\(show)'", in: scene)
    XCTAssertEqual(maps(ran.output.components(separatedBy: "==\n")[0]), "0 3456 1,1 5000 1", ran.error)
  }

  /// util-linux PR 3121: a namespace that has the subordinate ids as they are can map them once more. Root
  /// is not among them, so there a set-user-ID program has no effect: it takes the capabilities.
  func testNestedAutoMaps() throws {
    let ran = try run("ns-unshare -c --map-subids --keep-caps ns-unshare -r --map-auto sh -c '\(show)'")
    XCTAssertEqual(maps(ran.output.components(separatedBy: "==\n")[0]), "0 3456 1,1 100000 65536", ran.error)
  }

  func testAnotherOwner() throws {
    let script = """
      import fcntl, os, struct, sys
      fd = os.open("/proc/self/ns/user", os.O_RDONLY)
      buffer = bytearray(4)
      fcntl.ioctl(fd, 0xb704, buffer)
      print(struct.unpack("I", buffer)[0], os.getuid(), os.getgid(), os.getgroups())
      """
    let scratch = try Scratch()
    let file = try scratch.file("owner.py", script)
    let ran = try run("ns-unshare --owner 1000:1001 -r -S 0 -G 0 python3 \(file)", as: "")
    // NS_GET_OWNER_UID answers in the caller's own user namespace, where 1000 is not mapped.
    XCTAssertEqual(ran.output, "65534 0 0 []\n", ran.error)
    let mapped = try run(
      "ns-unshare --owner 1000:1001 --map-users 0:0:2000 --map-groups 0:0:2000 -S 0 -G 5 python3 \(file)",
      as: "")
    XCTAssertEqual(mapped.output, "1000 0 5 []\n", mapped.error)
    let shifted = try run("ns-unshare -UTf --owner 1000:1001 --boottime 1000000 cat /proc/uptime", as: "")
    let seconds = shifted.output.split(separator: ".").first.flatMap { Int($0) } ?? 0
    XCTAssertGreaterThan(seconds, 1_000_000, shifted.error)
    XCTAssertEqual(try run("ns-unshare --owner 0:0 true").status, 1)
  }

  // MARK: What goes wrong, and the command that mends it

  /// `asCommand`: what is proposed is the same with more options.
  private func cured(_ options: String, _ scene: MemberScene, says words: String, asCommand: Bool = false)
    throws
  {
    let script = """
      ns-unshare \(options) true 2>/tmp/said.$$; code=$?; cat /tmp/said.$$ >&2
      sed -n "s/^  try  //p" /tmp/said.$$ | sed "s/sudo //g"; rm /tmp/said.$$; exit $code
      """
    let ran = try run(script, in: scene)
    XCTAssertEqual(ran.status, 1, ran.error)
    XCTAssertTrue(ran.error.contains(words), ran.error)
    let cure = ran.output.trimmingCharacters(in: .whitespacesAndNewlines)
    XCTAssertFalse(cure.isEmpty, ran.error)
    if asCommand {
      XCTAssertEqual(try run(cure, in: scene).status, 0, cure)
      return
    }
    var mended = scene
    mended.preparation += "\n" + cure + " || exit 93"
    let again = try run("ns-unshare \(options) true", in: mended)
    XCTAssertEqual(again.status, 0, cure + again.error)
  }

  func testAMapperWithoutItsBit() throws {
    var scene = MemberScene()
    scene.preparation = """
      cp /usr/bin/newuidmap /usr/bin/newgidmap /mnt; chmod 755 /mnt/new*
      for p in newuidmap newgidmap; do mount --bind /mnt/$p /usr/bin/$p; done
      """
    try cured("--map-users auto", scene, says: "/usr/bin/newuidmap has neither the set-user-ID bit")
    try cured("--map-groups auto", scene, says: "nor the capability cap_setgid")
  }

  func testAMapperThatIsNotThere() throws {
    var scene = MemberScene()
    // The cure installs a package: here, what it brings.
    scene.preparation = "mount --bind /dev/null /usr/bin/newuidmap"
    let blocked = try run("ns-unshare --map-users auto true", in: scene)
    XCTAssertEqual(blocked.status, 1, blocked.error)
    let ran = try run("PATH=${PATH%%:*} && ns-unshare --map-users auto /bin/true")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("newuidmap is in no directory of PATH"), ran.error)
    XCTAssertTrue(ran.error.contains("uidmap"), ran.error)
    XCTAssertEqual(try run("ns-unshare --map-users auto /bin/true").status, 0)
  }

  func testAMapperOnAMountWithoutSetuid() throws {
    var scene = MemberScene()
    scene.preparation = """
      mkdir /mnt/bin && mount -t tmpfs -o nosuid none /mnt/bin && cp -p /usr/bin/new?idmap /mnt/bin
      PATH=/mnt/bin:$PATH
      """
    try cured("--map-auto", scene, says: "lies on /mnt/bin, mounted with nosuid")
  }

  /// shadow's own rule: the process must have the group of passwd(5).
  func testAMapperForAnotherGroup() throws {
    let other = "setpriv --reuid 3456 --regid 3 --clear-groups env HOME=/"
    let ran = try run("ns-unshare --map-auto true", as: other)
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(
      ran.error.contains("you act as gid 3, and /etc/passwd gives member the gid 3457"), ran.error)
  }

  func testNoNewPrivileges() throws {
    let ran = try run("setpriv --no-new-privs ns-unshare --map-auto true")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("NoNewPrivs: 1"), ran.error)
  }

  func testIdsThatAreNotGiven() throws {
    try cured(
      "--map-users 0:90000:10", MemberScene(), says: "/etc/subuid does not give member the ids 90000-90009")
    try cured(
      "--map-groups 0:200000:70000", MemberScene(), says: "it gives 200000-265535")
  }

  func testNoSubordinateIds() throws {
    var scene = MemberScene()
    scene.subuid = "other:100000:65536\n"
    let ran = try run("ns-unshare --map-auto true", in: scene)
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("/etc/subuid has no line for the user member"), ran.error)
    scene.preparation = "usermod --add-subuids 100000-165535 member || exit 93"
    XCTAssertTrue(ran.error.contains("usermod --add-subuids 100000-165535 member"), ran.error)
    XCTAssertEqual(try run("ns-unshare --map-auto true", in: scene).status, 0)
  }

  func testIdsThatTheNamespaceDoesNotHave() throws {
    let ran = try run("ns-unshare -Ur ns-unshare --map-users 0:5:1 true")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("does not have the uid 5: /proc/self/uid_map shows 0-0"), ran.error)
    XCTAssertEqual(try run("ns-unshare -Ur ns-unshare --map-users all true").status, 0)
  }

  func testGroupsThatAreDenied() throws {
    let ran = try run("ns-unshare -Ur -G 0 true")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("/proc/self/setgroups says deny"), ran.error)
    XCTAssertEqual(try run("ns-unshare --map-user 0 --map-groups auto -G 0 true").status, 0)
    try cured("-U -G 0", MemberScene(), says: "has no gid_map yet", asCommand: true)
    let unmapped = try run("ns-unshare -r -S 5 true")
    XCTAssertFalse(unmapped.error.contains("--preserve-credentials"), unmapped.error)
    let owned = try run("ns-unshare --owner 1000:1001 -r --setgroups allow cat /proc/self/setgroups", as: "")
    XCTAssertEqual(owned.output, "allow\n", owned.error)
  }

  func testOverlapsAreFoundBeforeAnythingIsDone() throws {
    for options in [
      "--map-users 0:100000:10 --map-users 5:100020:10", "--map-groups 0:200000:10 --map-groups 10:200009:1",
    ] {
      let ran = try run("ns-unshare \(options) true")
      XCTAssertEqual(ran.status, 1)
      XCTAssertTrue(ran.error.contains("overlap"), ran.error)
    }
  }
}
