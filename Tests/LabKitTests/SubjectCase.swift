import Glibc
import Isolation
import TestSupport
import XCTest

@testable import LabKit

/// Predicates on processes of the test's own. `outside` is the test itself.
class SubjectCase: XCTestCase {
  var running: [String: Running] = [:]
  var draws: [String: String] = [:] { didSet { current = nil } }
  /// Further bindings.
  var bindings: [String: Bound] = [:] { didSet { current = nil } }
  /// The scene's control groups, by controller.
  var groups: [String: GroupPlace] = [:] { didSet { current = nil } }
  /// Looked once for all that is asked between two changes.
  private var current: Look?

  override func tearDown() {
    running.values.forEach { $0.stop() }
    (running, draws, bindings, groups) = ([:], [:], [:], [:])
    super.tearDown()
  }

  /// Starts a program of that name, once it is that program: env(1) comes before.
  @discardableResult
  func start(_ name: String, _ argv: [String]) throws -> Int32 {
    let program = try Running(argv)
    running[name] = program
    current = nil
    XCTAssertTrue(eventually { status("Name", of: program.pid).map { $0 != "env" } ?? false })
    return program.pid
  }

  /// Starts a script that says `ready` and goes on.
  @discardableResult
  func start(_ name: String, script: String) throws -> Int32 {
    let pid = try start(name, ["sh", "-c", script + "; echo ready; sleep 1000 & wait"])
    XCTAssertNotNil(running[name]?.line(beginning: "ready"))
    return pid
  }

  func look() throws -> Look {
    if let current { return current }
    let look = try newLook()
    current = look
    return look
  }

  private func newLook() throws -> Look {
    let table = try ProcessTable(), me = getpid()
    func reference(_ pid: Int32) throws -> ProcessReference {
      ProcessReference(try XCTUnwrap(table.processes[pid]))
    }
    var all = bindings
    for (name, program) in running { all[name] = .processes([try reference(program.pid)]) }
    var namespaces: [NamespaceKind: Namespace] = [:]
    for kind in NamespaceKind.allCases { namespaces[kind] = try? Namespace(kind, of: me) }
    let members = table.descendants(of: me).filter(\.isAlive)
    let look = Look(
      table: table, members: members, outside: try reference(me), outsideNamespaces: namespaces, draws: draws,
      bindings: all)
    look.groups = groups
    return look
  }

  func verdict(_ predicate: String, baseline: String? = nil) throws -> Verdict {
    let names = Array(running.keys) + Array(bindings.keys)
    return try SmallLab.comparing(predicate, names: names).verdict(try look(), baseline: baseline)
  }

  func find(_ finder: String) throws -> Found {
    var names = Names(draws: [])
    names.bindings.formUnion(Array(running.keys) + Array(bindings.keys))
    return try Vocabulary.finder(Value(yaml: finder, "test"), names).find(try look())
  }

  func isMet(_ predicate: String, file: StaticString = #filePath, line: UInt = #line) throws {
    let verdict = try verdict(predicate)
    XCTAssertTrue(verdict.isMet, "\(predicate): \(verdict)", file: file, line: line)
  }

  /// It was read, and is not so.
  func isNotYet(_ predicate: String, file: StaticString = #filePath, line: UInt = #line) throws {
    let verdict = try verdict(predicate)
    guard case .notYet = verdict else {
      return XCTFail("\(predicate): \(verdict)", file: file, line: line)
    }
  }

  func value(_ predicate: String) throws -> String? {
    let names = Array(running.keys) + Array(bindings.keys)
    return try SmallLab.comparing(predicate, names: names).subject.read(try look()).text
  }
}
