import XCTest

@testable import Isolation

/// A census of a /proc that is made of files: links with numbers, no kernel behind them.
final class CensusTests: XCTestCase {
  // Above any pid of the host, so that none of them is the test's own.
  private let a: Int32 = 7_000_001
  private let b: Int32 = 7_000_002
  private var folder = URL(fileURLWithPath: "/")

  override func setUpWithError() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("proc-" + UUID().uuidString)
    try make("self", ["mnt": "mnt:[10]"])
  }
  override func tearDown() { try? FileManager.default.removeItem(at: folder) }

  private func directory(_ path: String) throws -> URL {
    let url = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  private func link(_ path: String, to text: String) throws {
    let url = folder.appendingPathComponent(path)
    _ = try directory((path as NSString).deletingLastPathComponent)
    try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: text)
  }

  /// A process or thread with links in its `ns`.
  private func make(_ task: String, _ links: [String: String]) throws {
    for (name, text) in links { try link("\(task)/ns/\(name)", to: text) }
  }

  private func census(_ depth: SearchDepth = .plain, _ kinds: NamespaceKinds = .all) throws -> Census {
    try Census(depth, kinds: kinds, proc: CString(folder.path))
  }

  private func numbers(_ census: Census) -> [UInt64] { census.records.map(\.namespace.number) }

  func testProcessesByNamespace() throws {
    try make("\(b)", ["net": "net:[100]", "uts": "uts:[200]"])
    try make("\(a)", ["net": "net:[100]", "uts": "uts:[201]"])
    try make("sys", ["net": "net:[999]"])  // no process: its name is no number
    let found = try census()
    XCTAssertEqual(numbers(found), [100, 200, 201])
    XCTAssertEqual(found[100]?.processes, [a, b])
    XCTAssertEqual(found[200]?.processes, [b])
    XCTAssertEqual(found[201]?.path, CString("/proc/\(a)/ns/uts"))
    XCTAssertEqual(found[100]?.namespace.kind, .net)
    XCTAssertEqual(found.unreadable, 0)
    XCTAssertEqual(numbers(try census(.plain, .net)), [100])
  }

  func testAProcessThatIsGoneAndOneWithoutLinks() throws {
    try make(
      "\(a)", ["net": "net:[100]", "mnt": "gone", "uts": "uts:[]", "ipc": "ipc:[12", "user": "user:[7]"])
    _ = try directory("\(b)")
    XCTAssertEqual(numbers(try census()), [7, 100])
    XCTAssertThrowsError(try Census(proc: "/no/such/proc")) { XCTAssertEqual($0 as? Errno, .noEntry) }
  }

  func testForChildrenOnlyWhereTheyDiffer() throws {
    try make(
      "\(a)",
      [
        "pid": "pid:[1]", "pid_for_children": "pid:[2]", "time": "time:[3]", "time_for_children": "time:[3]",
      ])
    XCTAssertEqual(numbers(try census()), [1, 3])
    let found = try census(.forChildren)
    XCTAssertEqual(numbers(found), [1, 2, 3])
    XCTAssertEqual(found[2]?.keepers, [.forChildren(of: a)])
    XCTAssertEqual(found[2]?.processes, [])
    XCTAssertEqual(found[2]?.path, CString("/proc/\(a)/ns/pid_for_children"))
    XCTAssertEqual(found[3]?.keepers, [])
  }

  func testThreadsThatHaveLeftTheirProcess() throws {
    try make("\(a)", ["net": "net:[100]", "uts": "uts:[200]"])
    try make("\(a)/task/\(a)", ["net": "net:[555]"])  // the process itself is not looked at twice
    try make("\(a)/task/\(b)", ["net": "net:[100]", "uts": "uts:[201]"])
    XCTAssertEqual(numbers(try census()), [100, 200])
    let found = try census(.threads)
    XCTAssertEqual(numbers(found), [100, 200, 201])
    XCTAssertEqual(found[201]?.keepers, [.thread(b, of: a)])
    XCTAssertEqual(found[100]?.keepers, [])
    XCTAssertEqual(found[201]?.path, CString("/proc/\(a)/task/\(b)/ns/uts"))
  }

  func testOpenFiles() throws {
    try make("\(a)", ["net": "net:[100]"])
    try link("\(a)/fd/3", to: "net:[300]")
    try link("\(a)/fd/4", to: "/home/net:[301]")
    try link("\(a)/fd/5", to: "socket:[302]")
    try link("\(a)/fd/6", to: "network:[303]")
    try link("\(a)/fd/7", to: String(repeating: "x", count: 200))
    XCTAssertEqual(numbers(try census(.mounts)), [100])
    let found = try census(.descriptors)
    XCTAssertEqual(numbers(found), [100, 300])
    XCTAssertEqual(found[300]?.keepers, [.descriptor(3, of: a)])
    XCTAssertEqual(found[300]?.path, CString("/proc/\(a)/fd/3"))
  }

  func testMountsHereAndElsewhere() throws {
    let line = { (root: String, path: String) in
      "30 20 0:4 \(root) \(path) rw,nosuid shared:5 master:2 - nsfs nsfs rw\n"
    }
    try make("\(a)", ["mnt": "mnt:[10]"])
    try make("\(b)", ["mnt": "mnt:[11]"])
    let other = "22 20 0:21 / /sys rw - sysfs sysfs rw\n31 20 0:4 net:[66] /trap rw - tmpfs nsfs rw\n"
    try Data((other + line("net:[40]", "/run/a\\040b")).utf8)
      .write(to: try directory("self").appendingPathComponent("mountinfo"))
    try Data(line("net:[77]", "/not/asked").utf8)
      .write(to: try directory("\(a)").appendingPathComponent("mountinfo"))
    try Data(line("uts:[41]", "/run/c").utf8)
      .write(to: try directory("\(b)").appendingPathComponent("mountinfo"))
    let plain = try census()
    XCTAssertEqual(numbers(plain), [10, 11, 40])
    XCTAssertEqual(plain[40]?.keepers, [.mount("/run/a b")])
    XCTAssertEqual(plain[40]?.path, "/run/a b")
    let found = try census(.deep)
    XCTAssertEqual(numbers(found), [10, 11, 40, 41])
    let namespace = try XCTUnwrap(found[11]).namespace
    XCTAssertEqual(found[41]?.keepers, [.foreignMount("/run/c", in: namespace, seenBy: b)])
    XCTAssertEqual(found[41]?.path, CString("/proc/\(b)/root/run/c"))
  }

  func testAMountWhosePathIsNoText() throws {
    let line = Array("30 20 0:4 uts:[41] /a\\134".utf8) + [0xFF] + Array(" rw - nsfs nsfs rw".utf8)
    let mount = try XCTUnwrap(NamespaceMount(line[...]))
    XCTAssertEqual(mount.path, CString(bytes: [0x2F, 0x61, 0x5C, 0xFF]))
    XCTAssertEqual(mount.number, 41)
    for bad in [
      "", "1 2 3", "30 20 0:4 foo:[41] /a rw - nsfs nsfs rw", "30 20 0:4 uts:[x] /a rw - nsfs nsfs rw",
    ] {
      XCTAssertNil(NamespaceMount(Array(bad.utf8)[...]), bad)
    }
  }

  func testWhatIsNestedKeepsWhatItIsIn() throws {
    // The kernel's own: this test's process, its namespaces and their owner.
    let found = try Census()
    let own = try Namespace(.uts, of: getpid())
    let record = try XCTUnwrap(found[own.number])
    XCTAssertEqual(record.namespace, own)
    XCTAssertTrue(found.keepers(of: record).contains(.process(getpid())))
    if let owner = record.owner, let user = found[owner.number] {
      XCTAssertTrue(found.keepers(of: user).contains(.owned(own)))
    }
  }

  func testFactsOfAProcess() throws {
    let facts = try ProcessFacts(of: getpid(), in: try Namespace(.uts, of: getpid()))
    XCTAssertEqual(facts.parent, getppid())
    let words = try Descriptor(opening: "/proc/self/cmdline").readAll().split(separator: 0)
    XCTAssertEqual(facts.command, CString(bytes: words.joined(separator: [0x20])))
    let elsewhere = Namespace(.uts, FileIdentity(device: 0, inode: 1))
    XCTAssertThrowsError(try ProcessFacts(of: getpid(), in: elsewhere)) {
      XCTAssertEqual($0 as? Errno, .invalid)
    }
  }

  func testAProcessWithoutArgumentsIsCalledByItsName() throws {
    _ = try directory("\(a)")
    let url = folder.appendingPathComponent("\(a)")
    try Data("\(a) (a) b) S 7 1 1".utf8).write(to: url.appendingPathComponent("stat"))
    try Data().write(to: url.appendingPathComponent("cmdline"))
    let facts = try ProcessFacts(of: a, proc: CString(folder.path))
    XCTAssertEqual(facts.command, "a) b")
    XCTAssertEqual(facts.parent, 7)
    // Written over by the program itself: NUL inside and at the end.
    try Data([0x61, 0, 0, 0x62, 0, 0]).write(to: url.appendingPathComponent("cmdline"))
    XCTAssertEqual(try ProcessFacts(of: a, proc: CString(folder.path)).command, "a  b")
  }

  func testNamesOfUsers() {
    let names = UserNames(
      UserDatabase("root:x:0:0:r:/root:/bin/sh\nbroken\ntoor:x:0:0::/:/bin/sh\nx:y:z\nu:x:70:1:::\n"))
    XCTAssertEqual(names[0], "root")
    XCTAssertEqual(names[70], "u")
    XCTAssertEqual(names[71], "71")
  }
}
