import Foundation
import TestSupport
import XCTest

/// Namespaces that no process is in: where they are found, and what is said to keep them.
final class NsListKeptTests: ListCase {
  /// Not found without the option, if it needs one, found with it, and told of in words.
  private func check(
    _ number: String, found options: String = "", kept: String, words: [String], line: UInt = #line
  ) throws {
    let plain = options.isEmpty ? [[number]] : []
    XCTAssertEqual(try rows(of: number, "-o NS"), plain, "without \(options)", line: line)
    let row = try XCTUnwrap(rows(of: number, "\(options) -o NS,NPROCS,KEPT").first, options, line: line)
    XCTAssertEqual(row, [number, "0", kept], line: line)
    let ran = try sh("ns-list --keeps \(number)")
    XCTAssertEqual(ran.status, 0, ran.error, line: line)
    for word in words { XCTAssertTrue(ran.output.contains(word), "\(word): \(ran.output)", line: line) }
    XCTAssertEqual(ran.output.split(separator: "\n").count, 1, ran.output, line: line)
  }

  func testInAnotherMountNamespace() throws {
    try needsRoot("to keep a namespace is a mount")
    let held = try start(
      "unshare", "-m", "sh", "-c",
      "mount -t tmpfs none /mnt && touch '/mnt/a b' && unshare --uts='/mnt/a b' true && "
        + "stat -Lc 'kept %i' '/mnt/a b' && exec sleep 600")
    defer { held.stop() }
    let said = try XCTUnwrap(held.line(beginning: "kept "), held.error)
    let uts = String(said.dropFirst(5))
    let mnt = try self.number("mnt", of: held.pid)
    try check(
      uts, found: "--deep", kept: "mount\\x20mnt:[\(mnt)]\\x20/mnt/a\\x20b",
      words: ["it is mounted on /mnt/a b in mnt:[\(mnt)], which process \(held.pid)"])
    // The path leads there from here.
    let inside = try sh(
      "ns-list -n -l --deep -o PATH -Q 'NS == \(uts)' | { read -r p; ns-enter --uts=\"$p\" readlink /proc/self/ns/uts; }"
    )
    XCTAssertEqual(inside.output, "uts:[\(uts)]\n", inside.error)
    // From inside it is an ordinary mount, and its owner is known.
    let own = try sh(
      "nsenter -t \(held.pid) -m \(try tool("ns-list")) -n -r -P -o NS,TYPE,NSFS,PID,USER,ONS")
    XCTAssertTrue(own.output.contains("\(uts) uts /mnt/a\\x20b  root "), own.output + own.error)
  }

  func testByADescriptor() throws {
    try needsRoot("a UTS namespace without a user namespace")
    let (held, uts) = try holder(
      """
      old = os.open("/proc/self/ns/uts", os.O_RDONLY)
      unshare(UTS)
      os.dup2(os.open("/proc/self/ns/uts", os.O_RDONLY), 77)
      say(os.readlink("/proc/self/ns/uts"))
      must(libc.setns(old, 0))
      for fd in range(3, 70):
          try: os.close(fd)
          except OSError: pass
      """)
    defer { held.stop() }
    _ = eventually { (try? self.number("uts", of: held.pid)) != uts }
    try check(
      uts, kept: "fd\\x20\(held.pid)/77",
      words: ["process \(held.pid) (python3", "as descriptor 77"])
    XCTAssertEqual(
      try rows(of: uts, "-P -o NS,TYPE,PATH,UID,USER"),
      [[uts, "uts", "/proc/\(held.pid)/fd/77", "0", "root"]])
  }

  /// Opened by the name of a bind mount that has gone since: the link says "/" or that name. util-linux #1884.
  func testByADescriptorOfAMountThatHasGone() throws {
    try needsRoot("to keep a namespace is a mount")
    for unmounts in ["", "umount /mnt/n;"] {
      let held = try start(
        "unshare", "-m", "sh", "-c",
        "mount -t tmpfs none /mnt && : > /mnt/n && unshare --uts=/mnt/n true && exec 9</mnt/n "
          + "&& stat -Lc 'kept %i' /mnt/n && \(unmounts) exec sleep 600")
      defer { held.stop() }
      let uts = String(try XCTUnwrap(held.line(beginning: "kept "), held.error).dropFirst(5))
      XCTAssertTrue(eventually { status("Name", of: held.pid) == "sleep" })
      XCTAssertEqual(
        try rows(of: uts, "-o NS,TYPE,NPROCS,PATH"), [[uts, "uts", "0", "/proc/\(held.pid)/fd/9"]])
    }
  }

  func testByASocket() throws {
    try needsRoot("a network namespace without a user namespace")
    let (held, net) = try holder(
      """
      old = os.open("/proc/self/ns/net", os.O_RDONLY)
      unshare(NET)
      name = os.readlink("/proc/self/ns/net")
      s = socket.socket()
      os.dup2(s.fileno(), 78)
      s.close()
      must(libc.setns(old, 0))
      os.close(old)
      say(name)
      """)
    defer { held.stop() }
    try check(
      net, kept: "socket\\x20\(held.pid)/78",
      words: ["descriptor 78 of process \(held.pid) (python3", "is a socket that belongs to it"])
    let owner = try number("user", of: getpid())
    XCTAssertEqual(try rows(of: net, "-P -o NS,ONS"), [[net, owner]])
  }

  func testForChildren() throws {
    try needsRoot("a time namespace without a user namespace")
    // While nobody is in it; of a pid namespace there is no link before that.
    let (held, time) = try holder("unshare(TIME); say(os.readlink('/proc/self/ns/time_for_children'))")
    defer { held.stop() }
    try check(
      time, found: "--deep", kept: "children\\x20of\\x20\(held.pid)",
      words: ["the next child of process \(held.pid) (python3"])
  }

  func testAThread() throws {
    try needsRoot("a UTS namespace without a user namespace")
    let (held, uts) = try holder(
      """
      def run():
          unshare(UTS)
          me = threading.get_native_id()
          say(os.readlink(f"/proc/self/task/{me}/ns/uts"))
          print("thread", me, flush=True)
          time.sleep(600)
      threading.Thread(target=run, daemon=True).start()
      """)
    defer { held.stop() }
    let thread = try XCTUnwrap(held.line(beginning: "thread ")).dropFirst(7)
    try check(
      uts, found: "--threads", kept: "thread\\x20\(held.pid)/\(thread)",
      words: ["thread \(thread) of process \(held.pid) (python3"])
    let row = try XCTUnwrap(rows(of: uts, "--threads -o NS,PID,PATH,USER").first)
    XCTAssertEqual(row, [uts, String(thread), "/proc/\(held.pid)/task/\(thread)/ns/uts", "root"])
    XCTAssertTrue(try rows(of: uts, "--threads -o NS,COMMAND").first?[1].hasPrefix("python3") ?? false)
  }

  func testAnAncestorThatNobodyIsIn() throws {
    // The outer user namespace has no process once the inner one is entered by exec.
    let (pid, held) = try target("unshare -Ur unshare -Ur HOLD")
    defer { held.stop() }
    let user = try number("user", of: pid)
    let outer = try XCTUnwrap(rows(of: user, "-o NS,PNS").first?[1])
    XCTAssertNotEqual(outer, try number("user", of: getpid()))
    let row = try XCTUnwrap(rows(of: outer, "-o NS,TYPE,NPROCS,PID,PNS,CREATOR").first)
    XCTAssertEqual(Array(row[..<4]), [outer, "user", "0", ""])
    XCTAssertEqual(row[4], try number("user", of: getpid()))
    let told = try sh("ns-list --keeps \(outer)")
    XCTAssertEqual(told.output, "user:[\(user)] is nested in it\n", told.error)
    // It keeps its parent in turn, and a namespace owned keeps its owner.
    XCTAssertTrue(try sh("ns-list --keeps \(row[4])").output.contains("user:[\(outer)] is nested in it"))
    let (uts, second) = try target("unshare -Uru HOLD")
    defer { second.stop() }
    let words = try sh("ns-list --keeps \(try number("user", of: uts))").output
    XCTAssertTrue(words.contains("uts:[\(try number("uts", of: uts))] belongs to it"), words)
    XCTAssertTrue(words.contains("process \(uts) (sleep 600) is in it"), words)
  }

  func testWhatAnOrdinaryUserSees() throws {
    try needsRoot("to have processes of another user")
    let (mine, held) = try target(asSomebody + "unshare -Uru HOLD")
    defer { held.stop() }
    let (others, second) = try target("unshare -u HOLD")
    defer { second.stop() }
    let uts = try number("uts", of: mine)
    let ran = try sh("\(asSomebody) ns-list -n -r -o NS,PID")
    XCTAssertEqual(ran.error, "")
    XCTAssertTrue(words(ran.output).contains([uts, "\(mine)"]), ran.output)
    XCTAssertFalse(words(ran.output).contains { $0[0] == (try? number("uts", of: others)) }, ran.output)
    let theirs = try lsns("-n -r -o NS,PID -t uts", as: asSomebody)
    XCTAssertEqual(
      Set(words(try sh("\(asSomebody) ns-list -n -r -o NS,PID -t uts").output).map { $0[0] }),
      Set(words(theirs.output).map { $0[0] }))
    let deep = try sh("\(asSomebody) ns-list --deep")
    XCTAssertEqual(deep.status, 0)
    XCTAssertTrue(deep.error.contains("did not show everything"), deep.error)
    let asked = try sh("\(asSomebody) ns-list -p \(others)")
    XCTAssertEqual(asked.status, 1)
    XCTAssertTrue(asked.error.contains("does not show you"), asked.error)
    XCTAssertTrue(
      try sh("\(asSomebody) ns-list --keeps \(try number("uts", of: others))").error.contains("not looked at")
    )
  }

  func testAProcThatHidesProcesses() throws {
    try needsRoot("it mounts a proc")
    let ran = try sh(
      "exec unshare -m sh -c 'mount -t proc -o hidepid=2 proc /proc && "
        + "\(asSomebody) ns-list -n -r -o NPROCS -t uts && \(asSomebody) ns-list -p 1'")
    XCTAssertEqual(ran.status, 1)
    XCTAssertEqual(ran.output, "1\n", ran.error)
    XCTAssertTrue(ran.error.contains("process 1 is not there, or is another user's"), ran.error)
  }
}
