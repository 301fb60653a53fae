import Foundation
import TestSupport
import XCTest

/// ns-list beside lsns: what a script reads of one it can read of the other.
final class NsListTests: ListCase {
  /// The same command line to both; only what is about the given namespaces is compared.
  private func compare(_ options: String, _ numbers: Set<String>, line: UInt = #line) throws {
    let ours = try sh("ns-list \(options)")
    let theirs = try lsns(options)
    XCTAssertEqual(ours.status, theirs.status, "\(options): \(ours.error)", line: line)
    let expected = words(theirs.output).filter { !numbers.isDisjoint(with: $0) }
    XCTAssertEqual(words(ours.output).filter { !numbers.isDisjoint(with: $0) }, expected, options, line: line)
    XCTAssertFalse(expected.isEmpty, options, line: line)
  }

  private let all = "NS,TYPE,PATH,NPROCS,PID,PPID,COMMAND,UID,USER,NETNSID,NSFS,PNS,ONS"

  func testTheSameRows() throws {
    try needsRoot("namespaces without a user namespace")
    for command in [
      "unshare -muinCT HOLD", "unshare -Urmunpf --mount-proc HOLD", "unshare -Ur unshare -Ur HOLD",
    ] {
      let (pid, held) = try target(command)
      defer { held.stop() }
      let kinds = ["mnt", "uts", "ipc", "net", "cgroup", "time", "user", "pid"]
      let own = Set(try kinds.map { try number($0, of: pid) })
        .subtracting(try kinds.map { try number($0, of: getpid()) })
      XCTAssertGreaterThan(own.count, 0)
      // -l: in raw form lsns draws its tree all the same, in escapes.
      for options in sample([
        "-r -l -o NS,TYPE,NPROCS,PID", "-r -l -o \(all)", "-r -l -p \(pid) -o \(all)",
        "-r -l -u -n --output-all", "-l -r -W -o NS,COMMAND", "-r -l -t user -t mnt -t uts -o NS,TYPE",
        "-r -l -o NS,PID --task=\(pid)", "-o NS,COMMAND",
      ]) {
        try compare(options, own)
      }
      let list = "-n -r -l -p \(pid) -o NS,TYPE"
      XCTAssertEqual(try sh("ns-list \(list)").output, try lsns(list).output)
    }
  }

  func testProcessesInANamespace() throws {
    let (pid, held) = try target("unshare -Uru HOLD")
    defer { held.stop() }
    let uts = try number("uts", of: pid)
    for options in ["-r -l", "-r -l -n", "-r -l -o PID,PPID,COMMAND", "-l"] {
      XCTAssertEqual(
        words(try sh("ns-list \(uts) \(options)").output.trimmed).map { $0.filter { !$0.isEmpty } },
        words(try lsns("\(options) \(uts)").output.trimmed).map { $0.filter { !$0.isEmpty } }, options)
    }
    XCTAssertTrue(try sh("ns-list \(uts)").output.contains("\(pid)"))
  }

  func testTheUsualColumnsAreThoseOfLsns() throws {
    for options in ["-r", "-r -t net", "-r -t uts", "-r --output-all", "-r -o +PNS", "-r -o ns,pid"] {
      let ours = try sh("ns-list \(options)").output.split(separator: "\n").first
      XCTAssertEqual(ours, try lsns(options).output.split(separator: "\n").first, options)
    }
    let columns = words(try sh("ns-list -r -n -H").output).compactMap(\.first)
    XCTAssertEqual(Array(columns.prefix(13)), all.components(separatedBy: ","))
  }

  func testJSONHasTheSameFieldsAndTypes() throws {
    let (pid, held) = try target("unshare -Urn HOLD")
    defer { held.stop() }
    let net = try XCTUnwrap(UInt64(try number("net", of: pid)))
    let options = "-J -l --output-all -t net"
    func object(_ ran: Ran) throws -> NSDictionary {
      let all = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: [NSDictionary]]
      return try XCTUnwrap(all?["namespaces"]?.first { $0["ns"] as? UInt64 == net }, ran.output)
    }
    XCTAssertEqual(try object(try sh("ns-list \(options)")), try object(try lsns(options)))
  }

  func testTrees() throws {
    let (pid, held) = try target("unshare -Ur unshare -Urpf HOLD")
    defer { held.stop() }
    let user = try number("user", of: pid)
    let pidNamespace = try number("pid", of: pid)
    for (tree, option) in [("owner", "--tree"), ("owner", "-Towner"), ("parent", "--tree=parent")] {
      let ran = try sh("ns-list -J \(option) -o NS,TYPE,PNS,ONS")
      let all = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: [NSDictionary]]
      var parents: [String: String] = [:]
      func walk(_ node: NSDictionary, below parent: String) {
        let number = "\(node["ns"] ?? "")"
        parents[number] = parent
        for child in node["children"] as? [NSDictionary] ?? [] { walk(child, below: number) }
      }
      for root in all?["namespaces"] ?? [] { walk(root, below: "") }
      let row = try XCTUnwrap(rows(of: user, "-o NS,PNS").first)
      XCTAssertEqual(parents[user], row[1], tree)
      XCTAssertEqual(
        parents[pidNamespace], tree == "owner" ? user : try number("pid", of: getpid()), tree)
    }
    // The owner is shown though only pid namespaces were asked for.
    let drawn = try sh("ns-list --tree -t pid -o NS,TYPE").output
    XCTAssertTrue(drawn.contains("└─\(pidNamespace) pid"), drawn)
    XCTAssertTrue(drawn.contains("\(user)"), drawn)
  }

  func testFilters() throws {
    let (pid, held) = try target("unshare -Uru HOLD")
    defer { held.stop() }
    let uts = try number("uts", of: pid)
    for (filter, isShown) in [
      ("PID == \(pid) and TYPE == \"uts\"", true), ("NS == \(uts) && COMMAND =~ \"^sleep [0-9]+\"", true),
      ("NS == \(uts) and NPROCS > 1", false), ("not (TYPE == \"uts\")", false),
      ("ONS > 0 and NS == \(uts)", true),
    ] {
      XCTAssertEqual(try rows(of: uts, "-o NS -Q '\(filter)'").count, isShown ? 1 : 0, filter)
    }
  }

  func testTheWidthOfATerminal() throws {
    let script = "print('kept 1', flush=True); import time; time.sleep(600)"
    let long = try holder("os.execvp('python3', ['python3', '-c', \"\(script)\", 'y' * 300])")
    defer { long.held.stop() }
    let pid = long.held.pid
    let command = "ns-list -n -l -t uts \(try number("uts", of: pid)) -o PID,COMMAND -Q 'PID == \(pid)'"
    let line = "\(pid) python3 -c \(script) \(String(repeating: "y", count: 300))\n"
    XCTAssertEqual(try sh(command).output, line)
    // The terminal of a Typist has 100 columns.
    for (option, expected) in [("", line.prefix(100) + "\n"), ("-u", line[...])] {
      let typist = try Typist(["sh", "-c", "\(command) \(option); echo END"], environment: try environment)
      XCTAssertTrue(typist.sees(expected + "END"), "\(option): \(typist.screen)")
    }
  }

  func testWhatIsRefused() throws {
    let gone = try sh("sh -c 'exit 0' & p=$!; wait $p; ns-list -p $p; ns-list --pids $p")
    XCTAssertEqual(gone.status, 1)
    XCTAssertEqual(gone.error.components(separatedBy: "there is no process").count, 3, gone.error)
    for (options, words) in [
      ("-p x", "no number"), ("-t nonsense", "there is no \"nonsense\""), ("-o FOO", "there is no \"FOO\""),
      ("1", "no namespace 1 was found"), ("--keeps 1", "no namespace 1 was found"), ("-J -r", "either"),
      ("-p 1 -P", "exclude each other"), ("-p 1 2", "exclude each other"), ("1 2", "one namespace only"),
      ("-Q 'NS =='", "is missing"), ("--tree=up", "there is no \"up\""),
      ("--graph svg", "there is no \"svg\""),
      ("--watch --interval 0", "no number"), ("--watch -J", "exclude each other"),
      ("--pids 1 --watch", "at a time"),
      ("--keeps 1 -P", "nothing to choose"), ("--nonsense", "unknown option"), ("-p 0", "no number"),
    ] {
      let ran = try sh("ns-list \(options)")
      XCTAssertEqual(ran.status, 1, options)
      XCTAssertTrue(ran.error.contains(words), "\(options): \(ran.error)")
      XCTAssertEqual(ran.output, "", options)
    }
    let chinese = try sh("LC_ALL=zh_CN.UTF-8 ns-list 1")
    XCTAssertTrue(chinese.error.contains("没有找到命名空间 1"), chinese.error)
    let noProc = try shell(
      "exec unshare -Urm sh -c 'mount -t tmpfs none /proc; exec ns-list'", environment: try environment)
    XCTAssertEqual(noProc.status, 1)
  }

  func testAZombie() throws {
    let ran = try sh(
      "python3 -c 'import os,subprocess; p=os.fork() or os._exit(0); os.waitid(os.P_PID,p,os.WEXITED|os.WNOWAIT); "
        + "raise SystemExit(subprocess.call([\"ns-list\",\"--pids\",str(p)]))'")
    XCTAssertEqual(ran.status, 1)
    XCTAssertTrue(ran.error.contains("zombie"), ran.error)
  }
}

extension String {
  fileprivate var trimmed: String {
    split(separator: "\n").map { $0.reversed().drop { $0 == " " }.reversed().map(String.init).joined() }
      .joined(separator: "\n")
  }
}
