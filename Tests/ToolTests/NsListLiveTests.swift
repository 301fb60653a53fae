import Foundation
import TestSupport
import XCTest

/// ns-list on a host that changes while it looks, and with names that are no plain words.
final class NsListLiveTests: ListCase {
  func testNamesOfAnyBytes() throws {
    let (held, _) = try holder(
      "unshare(0x10000000)\n"
        + "os.execvp('python3', ['python3', '-c', 'print(\"kept 1\", flush=True); import time; time.sleep(600)', "
        + "b'a b\\nc\\xff\\t\\\\\\xc3\\xa9\\x1b[31m\"'])")
    defer { held.stop() }
    let user = try number("user", of: held.pid)
    let end = "a\\x20b\\x0ac\\xff\\x09\\x5cé\\x1b[31m\""
    let raw = try XCTUnwrap(rows(of: user, "-o NS,COMMAND").first)
    XCTAssertTrue(raw[1].hasSuffix(end), raw[1])
    let table = try sh("ns-list -n -l -o COMMAND -Q 'NS == \(user)'").output
    XCTAssertTrue(table.hasSuffix("a b\\x0ac\\xff\\x09\\é\\x1b[31m\"\n"), table)
    let json = try sh("ns-list -J -o COMMAND -Q 'NS == \(user)'").output
    let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [[String: String]]]
    XCTAssertTrue(
      read?["namespaces"]?.first?["command"]?.hasSuffix("a b\nc\u{FFFD}\t\\é\u{1b}[31m\"") ?? false, json)
    for form in ["dot", "mermaid"] { try checkGraph(form, "-Q 'NS == \(user)'", nodes: 1) }
  }

  func testGraphs() throws {
    let (pid, held) = try target("unshare -Ur unshare -Urpfu HOLD")
    defer { held.stop() }
    let user = try number("user", of: pid)
    for (form, arrows) in [("dot", ["->", "->"]), ("mermaid", ["-->|parent|", "-.->|owner|"])] {
      let text = try checkGraph(form, "", nodes: 3)
      let outer = try XCTUnwrap(rows(of: user, "-o NS,PNS").first?[1])
      XCTAssertTrue(text.contains("n\(outer) \(arrows[0]) n\(user)"), text)
      XCTAssertTrue(text.contains("n\(user) \(arrows[1]) n\(try number("uts", of: pid))"), text)
    }
  }

  /// Every line has a form that the language knows, and every edge joins two nodes.
  @discardableResult
  private func checkGraph(_ form: String, _ options: String, nodes least: Int, line: UInt = #line) throws
    -> String
  {
    let ran = try sh("ns-list --graph \(form) \(options)")
    XCTAssertEqual(ran.status, 0, ran.error, line: line)
    let label = "\"(?:[^\"\\\\\n]|\\\\.)*\""
    let (first, last, node, edge) =
      form == "dot"
      ? (
        "digraph namespaces {", "}", "  (n[0-9]+) \\[label=\(label)\\];",
        "  (n[0-9]+) -> (n[0-9]+) \\[label=\"(?:parent|owner)\"(?:, style=dashed)?\\];"
      )
      : (
        "flowchart TD", nil, "  (n[0-9]+)\\[\"[^\"\n\u{1b}]*\"\\]",
        "  (n[0-9]+) (?:-->|-\\.->)\\|(?:parent|owner)\\| (n[0-9]+)"
      )
    var lines = ran.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
      String.init)
    XCTAssertEqual(lines.removeFirst(), first, line: line)
    if let last { XCTAssertEqual(lines.popLast(), last, line: line) }
    if form == "dot" { XCTAssertEqual(lines.removeFirst(), "  node [shape=box];", line: line) }
    var known: Set<Substring> = []
    for text in lines {
      if let found = try Regex(node, as: (Substring, Substring).self).wholeMatch(in: text) {
        XCTAssertTrue(known.insert(found.output.1).inserted, text, line: line)
      } else if let found = try Regex(edge, as: (Substring, Substring, Substring).self).wholeMatch(in: text) {
        XCTAssertTrue(known.isSuperset(of: [found.output.1, found.output.2]), text, line: line)
      } else {
        XCTFail("\(form): \(text)", line: line)
      }
    }
    XCTAssertGreaterThanOrEqual(known.count, least, line: line)
    return ran.output
  }

  func testPidsAtEveryLevel() throws {
    let (pid, held) = try target("unshare -Urpf unshare -pf HOLD")
    defer { held.stop() }
    let levels = try XCTUnwrap(status("NSpid", of: pid)).split(separator: "\t").map(String.init)
    XCTAssertEqual(
      levels.count, try XCTUnwrap(status("NSpid", of: getpid())).split(separator: "\t").count + 2)
    let table = words(try sh("ns-list --pids \(pid) -r -n").output)
    XCTAssertEqual(table.map { $0[1] }, levels)
    XCTAssertEqual(table.last?[0], try number("pid", of: pid))
    XCTAssertEqual(table[levels.count - 3][0], try number("pid", of: getpid()))
    XCTAssertEqual(Set(table.map { $0[0] }).count, levels.count)
    let json = try sh("ns-list --pids \(pid) -J").output
    let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [[String: Int]]]
    XCTAssertEqual(read?["pids"]?.map { "\($0["pid"] ?? 0)" }, levels)
  }

  /// Beside processes and namespaces that come and go: never an error, never a row that is not so.
  func testWhileProcessesComeAndGo() throws {
    try needsRoot("UTS namespaces without a user namespace")
    let (pid, held) = try target("unshare -u HOLD")
    defer { held.stop() }
    let loops = [
      try start("sh", "-c", "while :; do /bin/true & /bin/true; wait; done"),
      try start("sh", "-c", "while :; do unshare -u /bin/true; done"),
    ]
    defer { loops.forEach { $0.stop() } }
    let runs = isPlayground ? 40 : 200
    let ran = try sh(
      "for i in $(seq \(runs)); do ns-list -n -r -l -o NS,TYPE,NPROCS,PID,USER,COMMAND || echo failed $?; echo end; done",
      deadline: 120)
    XCTAssertEqual(ran.error, "")
    let rows = words(ran.output)
    XCTAssertEqual(rows.filter { $0 == ["end"] }.count, runs)
    let uts = try number("uts", of: pid)
    XCTAssertEqual(
      rows.filter { $0[0] == uts },
      [[String]](repeating: [uts, "uts", "1", "\(pid)", "root", "sleep\\x20600"], count: runs))
    let kinds: Set = ["mnt", "uts", "ipc", "net", "cgroup", "time", "user", "pid"]
    for row in rows where row != ["end"] {
      // Others may be there without a process: an ancestor, or one that the host keeps under a name.
      let isKept = row.count == 6 && row[1] != "uts" && row[2...] == ["0", "", "root", ""]
      let isSound =
        row.count == 6 && kinds.contains(row[1]) && (Int(row[2]) ?? 0) > 0 && (Int(row[3]) ?? 0) > 0
        && !row[4].isEmpty && !row[5].isEmpty || isKept
      if !isSound { XCTFail("\(row)") }
    }
    XCTAssertTrue(loops.allSatisfy(\.isRunning))
  }

  func testWatchTellsWhatComesAndGoes() throws {
    let watch = try start(
      "ns-list", "--watch", "--interval", "0.05", "-t", "uts", "-o", "NS,TYPE,PID,COMMAND")
    defer { watch.stop() }
    XCTAssertEqual(watch.line(beginning: "  NS"), "  NS TYPE PID COMMAND", watch.error)
    let (pid, held) = try target("unshare -Uru HOLD")
    defer { held.stop() }
    let uts = try number("uts", of: pid)
    let seen = try XCTUnwrap(watch.line(beginning: "+ \(uts) "), watch.output)
    XCTAssertTrue(seen.hasPrefix("+ \(uts) uts \(pid) "), seen)
    XCTAssertNil(watch.line(beginning: "- \(uts)", within: 0.2))
    held.stop()
    XCTAssertNotNil(watch.line(beginning: "- \(uts) uts \(pid) "), watch.output)
    XCTAssertEqual(watch.output.components(separatedBy: "+ \(uts)").count, 2, watch.output)
    watch.signal(SIGINT)
    let ended = watch.end()
    XCTAssertEqual(ended.status, 0)
    XCTAssertEqual(ended.error, "")
  }

  func testWatchOnATerminal() throws {
    let watch = try Typist(
      ["ns-list", "--watch", "--interval", "0.05", "-Q", "COMMAND =~ '^sleep 60[0-9]$' and TYPE == uts"],
      environment: try environment)
    XCTAssertTrue(watch.sees("\u{1b}[?1049h\u{1b}[?25l"), watch.screen)
    XCTAssertTrue(watch.sees("NPROCS"), watch.screen)
    let (pid, held) = try target("unshare -Uru HOLD")
    defer { held.stop() }
    let uts = try number("uts", of: pid)
    XCTAssertTrue(watch.sees("+ \(uts) uts"), watch.screen)
    // The mark goes after some rounds.
    XCTAssertTrue(watch.sees("  \(uts) uts"), watch.screen)
    held.stop()
    XCTAssertTrue(watch.sees("- \(uts) uts"), watch.screen)
    watch.types("\u{3}")
    XCTAssertTrue(watch.sees("\u{1b}[?25h\u{1b}[?1049l"), watch.screen)
    XCTAssertEqual(watch.ends(), 0)
  }
}
