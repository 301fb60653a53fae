import Foundation
import TestSupport
import XCTest

/// Failures provoked for real, and the proposed command run for real.
final class DiagnosisTests: ToolCase {
  private func check(
    _ ran: Ran, says words: String, then run: (String) throws -> Ran, line: UInt = #line
  ) throws {
    XCTAssertNotEqual(ran.status, 0, line: line)
    XCTAssertTrue(ran.error.contains(words), ran.error, line: line)
    let proposal = try proposal(ran, line: line)
    let again = try run(proposal)
    XCTAssertEqual(again.status, 0, "\(proposal): \(again.error)", line: line)
  }

  func testNoPrivilege() throws {
    for options in ["-p true", "-m true", "-uin true", "-pm --fork true", "-R / true", "-u sh -c 'exit 0'"] {
      try check(try sh("\(asUser) ns-unshare \(options)"), says: "needs CAP_SYS_") {
        try sh("\(asUser) \($0)")
      }
    }
  }

  func testProcInAUserNamespaceWithoutAPidNamespace() throws {
    for options in ["-Urm --mount-proc true", "-Urp --mount-proc true", "-Urf --mount-proc true"] {
      try check(try sh("\(asUser) ns-unshare \(options)"), says: "a proc shows the pid namespace") {
        try sh("\(asUser) \($0)")
      }
    }
  }

  func testACoveredProc() throws {
    try needsRoot("to cover a part of proc")
    let ran = try sh(
      """
      exec unshare -m sh -c 'mount --bind /dev/null /proc/version
      \(asUser) ns-unshare -Urpf --mount-proc true 2>/tmp/said.$$; code=$?
      cat /tmp/said.$$ >&2
      cure=$(sed -n "s/^  try  sudo //p" /tmp/said.$$); rm /tmp/said.$$
      $cure && \(asUser) ns-unshare -Urpf --mount-proc true && echo cured; exit $code'
      """)
    XCTAssertEqual(ran.status, 1, ran.error)
    XCTAssertTrue(ran.error.contains("(/proc/version)"), ran.error)
    XCTAssertEqual(ran.output, "cured\n", ran.error)
  }

  func testALimitOfNone() throws {
    for kind in ["uts", "ipc", "net", "pid", "mnt", "cgroup", "user"] {
      let option = kind == "mnt" ? "mount" : kind
      // The limits belong to the user namespace: this changes none but its own.
      let ran = try sh(
        """
        exec \(asUser) unshare -Ur sh -c 'echo 0 > /proc/sys/user/max_\(kind)_namespaces || exit 3
        said=$(ns-unshare --\(option) --fork true 2>&1); echo "$said" >&2
        PATH=$PATH:/usr/sbin:/sbin; eval "$(echo "$said" | sed -n "s/^  try  //p")" >/dev/null
        ns-unshare --\(option) --fork true && echo cured'
        """)
      XCTAssertTrue(ran.error.contains("user.max_\(kind)_namespaces = 0"), kind + ran.error)
      XCTAssertEqual(ran.output, "cured\n", kind + ran.error)
    }
  }

  func testNestedTooDeep() throws {
    let nest = Array(repeating: "ns-unshare -Ur", count: 40).joined(separator: " ")
    let ran = try sh("exec \(asUser) \(nest) true")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("No space left on device"), ran.error)
    XCTAssertTrue(ran.error.contains("nest at most 32 deep"), ran.error)
    let pids = Array(repeating: "ns-unshare -pf", count: 40).joined(separator: " ")
    let deep = try sh("exec \(asUser) ns-unshare -Ur \(pids) true")
    XCTAssertTrue(deep.error.contains("nest at most 32 deep, and pid is refused"), deep.error)
  }

  func testInAChroot() throws {
    try needsRoot("to make a root directory")
    let ran = try sh(
      """
      exec unshare -m sh -c 'root=$(mktemp -d) && mkdir $root/tree && mount --rbind / $root/tree || exit 3
      mkdir $root/tree/tmp/here.$$ && for d in bin lib lib64 usr proc dev; do
        mkdir $root/tree/tmp/here.$$/$d; mount --rbind /$d $root/tree/tmp/here.$$/$d; done
      cp $(command -v ns-unshare) $root/tree/tmp/here.$$/tool
      chroot $root/tree/tmp/here.$$ /tool -U true; echo $?
      chroot $root/tree/tmp/here.$$ /tool -m true; echo $?
      chroot $root/tree/tmp/here.$$ /tool --propagation unchanged -m true; echo $?
      ns-unshare --user --map-root-user --root $root/tree/tmp/here.$$ true; echo $?
      umount -l $root/tree; rm -r --one-file-system /tmp/here.$$ $root' 2>&1
      """)
    XCTAssertTrue(ran.output.contains("this process is in a chroot"), ran.output + ran.error)
    XCTAssertTrue(ran.output.contains("only a mount point has a propagation"), ran.output)
    XCTAssertTrue(ran.output.contains("try  ns-unshare --propagation unchanged -m true"), ran.output)
    let codes = ran.output.split(separator: "\n").compactMap { Int($0) }
    XCTAssertEqual(codes, [1, 1, 0, 0], ran.output)
  }

  func testAMountNamespaceKeptOnASharedMount() throws {
    try needsRoot("to keep a namespace is a mount")
    let ran = try sh(
      """
      exec unshare -m sh -c 'mount -t tmpfs none /mnt && mount --make-shared /mnt && touch /mnt/f
      ns-unshare --mount=/mnt/f true 2>/mnt/said; echo $?; cat /mnt/said >&2
      cp /mnt/said /mnt/first; eval "$(sed -n "s/^  try  //p" /mnt/first)" || exit 4
      # Linux 6.18 refuses a mount namespace at random: see KeptOutOfOrder.swift.
      for i in $(seq 40); do ns-unshare --mount=/mnt/f true 2>/mnt/last && break; done; echo $?'
      """)
    XCTAssertTrue(ran.error.contains("/mnt/f lies on /mnt, a shared mount"), ran.error)
    XCTAssertEqual(ran.output, "1\n0\n", ran.error)
  }

  func testThePidNamespaceLostItsFirstProcess() throws {
    try needsRoot("a pid namespace without a user namespace")
    let dead = try sh("exec ns-unshare -p sh -c '/bin/true; exec ns-unshare --fork true'")
    try check(dead, says: "lost its PID 1") {
      // Two children: with the first alone it would have become another dead one.
      try sh("exec ns-unshare -p sh -c '/bin/true; \($0) -c \"/bin/true; /bin/true\"'")
    }
  }

  func testAnIdThatIsNotMapped() throws {
    let (pid, held) = try target(asUser + "unshare -Uc HOLD")
    defer { held.stop() }
    try check(try sh("\(asUser) ns-enter -t \(pid) -U true"), says: "maps no gid 0") {
      try sh("\(asUser) \($0)")
    }
  }

  func testNamespacesThatAreOnesOwn() throws {
    try needsRoot("to become an ordinary user")
    let (pid, held) = try target(asUser + "unshare -Ur HOLD")
    defer { held.stop() }
    let ran = try sh("\(asUser) ns-enter -t \(pid) -U -n true")
    XCTAssertTrue(ran.error.contains("--net: you are in it already"), ran.error)
    XCTAssertEqual(try sh("\(asUser) ns-enter -t \(pid) -a true").status, 0)
  }

  func testChinese() throws {
    let ran = try sh("LC_ALL=zh_CN.UTF-8 \(asUser) env LC_ALL=zh_CN.UTF-8 ns-unshare -p true")
    XCTAssertTrue(ran.error.contains("新建 pid 命名空间需要"), ran.error)
  }
}
