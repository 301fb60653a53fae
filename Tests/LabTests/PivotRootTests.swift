import TestSupport
import XCTest

/// L13: chroot(2) can be left again; pivot_root(2) leaves nothing to go back to.
final class PivotRootTests: LabCase {
  private let id = "pivot-root"

  func testKeepsItsWord() throws { try keepsItsWord(id) }
  func testPassesWithUtilLinux() throws { try passesWithUtilLinux(id) }
  func testNoticesEveryOmission() throws { try noticesEveryOmission(id, commands: 11) }
  func testWorksForAnOrdinaryUser() throws { try worksForAnOrdinaryUser(id) }
  func testALearnerWalksIt() throws { try walks(id, nextIn: "outside") }
  func testALearnerWalksItWithUtilLinux() throws {
    try walks(id, replacing: Self.utilLinux, nextIn: "outside")
  }

  func testChrootWithAMountNamespaceIsMoreThanChroot() throws {
    try failsWith(
      "ns-unshare --mount chroot ${scene}/${name} sh'", for: "chroot ${scene}/${name} sh'", id,
      saying: "in which jail and outside are in different namespaces")
  }

  func testAPlainBindMountLeavesSubmountsBehind() throws {
    try failsWith(
      "mount --bind ${scene}/${name} ${scene}/${name}/again",
      for: "mount --rbind ${scene}/${name} ${scene}/${name}/again", id, saying: "/again/bin/sh in outside")
  }

  func testAWorkingDirectoryBelowTheRootIsNoWayOut() throws {
    try failsWith(
      "--root=/again --wd=/ chroot ../../../../../../.. sh",
      for: "--root=/again --wd=. chroot ../../../../../../.. sh",
      id, saying: "free")
  }

  func testTheNewRootMustBeAMountPoint() throws {
    try failsWith(
      "type: 'true ${scene}/${name} ${scene}/${name}'",
      for: "type: 'mount --rbind ${scene}/${name} ${scene}/${name}'",
      id, saying: "pivot_root")
  }

  func testWithoutLazyTheOldRootIsBusy() throws {
    try failsWith("type: umount /old", for: "type: umount -l /old", id, saying: "umount /old")
  }

  func testALearnerWithAnEmptyAgainIsTold() throws {
    try isTold(
      id, after: ["d=$(echo /*/??????/again)", "mount --bind ${d%/again} $d"],
      says: "but there is no shell in it")
  }

  func testALearnerWithAMountNamespaceTooEarlyIsTold() throws {
    try isTold(id, after: ["unshare --mount sh"], says: "This step does without")
  }

  // The place of the scene and the drawn name differ: a pattern finds them.

  func testALearnerWhoPivotsTheOuterShellIsTold() throws {
    try isTold(
      id,
      after: [
        "d=$(echo /*/??????/again); d=${d%/again}", "mount --rbind $d $d", "pivot_root $d $d/old",
      ], says: "has got the new root itself", from: "another-call")
  }

  func testALearnerWhoLeavesSubmountsBehindIsTold() throws {
    try isTold(
      id,
      after: ["d=$(echo /*/??????/again); export d=${d%/again}", "unshare --mount sh", "mount --bind $d $d"],
      says: "a plain bind mount leaves behind", from: "another-call")
  }

  func testALearnerWhoIsNotInEtcIsTold() throws {
    try isTold(
      id,
      after: [
        "d=$(echo /*/??????/again); export d=${d%/again}; cd /", "unshare --mount sh", "sleep 100 &",
        "mount --rbind $d $d", "pivot_root $d $d/old",
      ], says: "which the next step needs", from: "another-call")
  }

  /// The step goes on in the shell of the step before, where there is no `lab` any more: that is another terminal's.
  func testALearnerWhoLeavesEtcIsTold() throws {
    try skipInPlayground("what is said of a wrong turn is tried on the host")
    let runtime = try Scratch()
    let own = ["XDG_RUNTIME_DIR": runtime.path]
    let student = try student(id, from: "another-call", environment: own)
    try sees(student, "\n-- ")
    try sees(student, "\n> ")
    student.types("?")
    let lines = [
      "d=$(echo /*/??????/again); export d=${d%/again}; cd /etc", "unshare --mount sh", "sleep 100 &",
      "mount --rbind $d $d", "pivot_root $d $d/old",
    ]
    for line in lines {
      try sees(student, "ready> ")
      student.types(line)
    }
    try sees(student, "then type: lab next")
    let guest = try Typist(
      [try tool("lab"), "shell", "--shell", "/bin/sh"],
      environment: environment.merging(["PS1": "guest> "]) { $1 }.merging(own) { $1 })
    try sees(guest, "guest> ")
    guest.types("lab next")
    for _ in 0..<2 {
      try sees(student, "\n> ")
      student.types("?")
    }
    try sees(student, "ready> ")
    student.types("cd /")
    try sees(student, "The shell has gone elsewhere")
  }
}
