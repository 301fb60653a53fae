import Foundation
import TestSupport
import XCTest

/// What every lab must keep, whatever it is about.
class LabCase: XCTestCase {
  /// The labs and tools where an ordinary user may read them.
  private var copy: Scratch?

  override func tearDown() {
    copy = nil
    super.tearDown()
  }

  var environment: [String: String] {
    var all = ProcessInfo.processInfo.environment
    all["LC_ALL"] = "C.UTF-8"
    all["NO_COLOR"] = "1"
    // A test may be run from within a lab.
    all["CONTAINER_ANATOMY_SESSION"] = nil
    return all
  }

  func lab(_ arguments: String..., deadline: Double = 60) throws -> Ran {
    try TestSupport.run([try tool("lab")] + arguments, environment: environment, deadline: deadline)
  }

  /// Setup, checks unmet, commands, checks met, reset, host unchanged.
  func keepsItsWord(_ id: String) throws {
    let ran = try lab("test", id)
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
    XCTAssertTrue(ran.output.contains("1 passed, 0 failed, 0 skipped"), ran.output)
  }

  /// The checks look at the kernel, not at the tool: util-linux does as well.
  func passesWithUtilLinux(_ id: String) throws {
    let ran = try lab("test", id, "--replace", "ns-unshare=unshare", "--replace", "ns-enter=nsenter")
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
  }

  /// Each command that is left out is missed by a check.
  func noticesEveryOmission(_ id: String, commands: Int) throws {
    if isPlayground {
      throw XCTSkip("it tries the lab file, not the kernel, and each omission costs a wait under emulation")
    }
    let ran = try lab("test", id, "--mutate", deadline: 120)
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
    XCTAssertTrue(ran.output.contains("\(commands + 1) passed, 0 failed"), ran.output)
  }

  /// Another command in place of one of the reference commands makes the lab fail.
  func failsWith(_ wrong: String, for command: String, _ id: String, saying expected: String) throws {
    let labs = try Scratch()
    let source = try folder(of: id)
    try FileManager.default.copyItem(atPath: source, toPath: labs.path + "/lab")
    let file = labs.path + "/lab/lab.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    XCTAssertTrue(text.contains(command), "\(command) is not in \(file)")
    try text.replacingOccurrences(of: command, with: wrong).write(
      toFile: file, atomically: true, encoding: .utf8)
    let ran = try lab("test", id, "--labs", labs.path, "--patience", "1000")
    XCTAssertEqual(ran.status, 1, ran.output + ran.error)
    XCTAssertTrue(ran.output.contains(expected), ran.output)
    XCTAssertTrue(ran.output.contains("0 passed, 1 failed"), ran.output)
  }

  /// As uid 1000, who is in passwd and subuid of a mount namespace of the test's own only.
  func worksForAnOrdinaryUser(_ id: String) throws {
    guard geteuid() == 0 else {
      try keepsItsWord(id)
      return
    }
    let place = try Scratch()
    copy = place
    try place.file("passwd", "root:x:0:0::/root:/bin/sh\nlearner:x:1000:1000::/tmp:/bin/sh\n")
    try place.file("subuid", "learner:100000:65536\n")
    let source = (try tool("lab") as NSString).deletingLastPathComponent
    let script = """
      cd '\(place.path)' && mkdir bin run && chown 1000 run && chmod 755 . && chmod 644 passwd subuid &&
      cp '\(source)'/lab '\(source)'/ns-* bin/ && cp -r '\(packageRoot)/Labs' Labs && chmod -R a+rX bin Labs &&
      exec unshare -m sh -c 'mount --bind passwd /etc/passwd && { [ -e /etc/subuid ] || exit 9; } &&
        mount --bind subuid /etc/subuid && mount --bind subuid /etc/subgid &&
        exec setpriv --reuid 1000 --regid 1000 --clear-groups --inh-caps=-all --bounding-set=-all \
        env HOME=/tmp XDG_RUNTIME_DIR='\(place.path)/run' bin/lab test \(id) --labs Labs'
      """
    let ran = try shell(script, environment: environment, deadline: 60)
    XCTAssertEqual(ran.status, 0, ran.output + ran.error)
    XCTAssertTrue(ran.output.contains("1 passed, 0 failed, 0 skipped"), ran.output + ran.error)
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: place.path + "/run"), [])
  }

  private func folder(of id: String) throws -> String {
    let labs = packageRoot + "/Labs"
    let names = try FileManager.default.contentsOfDirectory(atPath: labs)
    return labs + "/" + (try XCTUnwrap(names.first { $0.hasSuffix("-" + id) }))
  }

  /// A student before a terminal, in a folder for sessions of the test's own.
  func student(_ id: String, language: String = "en") throws -> Typist {
    try Typist(
      [try tool("lab"), "start", id, "--shell", "/bin/sh", "--language", language],
      environment: environment.merging(["PS1": "ready> "]) { $1 })
  }
}
