import Foundation
import TestSupport
import XCTest

/// Sessions in a folder of the test's own, and what can be seen of them from outside.
class SessionCase: LabCase {
  func mine(_ folder: Scratch) -> [String: String] {
    environment.merging(["XDG_RUNTIME_DIR": folder.path]) { $1 }
  }

  func isEmpty(_ folder: Scratch) -> Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) == []
  }

  /// A demo with three sleeps under way in a new pid namespace.
  func demoHalfWay(_ folder: Scratch) throws -> Typist {
    let audience = try Typist(
      [try tool("lab"), "demo", "pid-death-of-1", "--language", "en"], environment: mine(folder))
    for _ in 0..<3 { audience.types("") }
    XCTAssertTrue(
      eventually(within: 20) { marked(folder.path).filter { status("Name", of: $0) == "sleep" }.count == 3 })
    return audience
  }

  /// Mounts, links and System V segments.
  var hostState: [String] {
    let links = (contents("/proc/net/dev") ?? "").split(separator: "\n").compactMap {
      $0.split(separator: ":").first.map(String.init)
    }
    return [contents("/proc/self/mountinfo") ?? "", contents("/proc/sysvipc/shm") ?? ""] + links
  }

  /// The folders of the sessions there.
  func sessions(in folder: String) -> [String] {
    let top = folder + "/container-anatomy"
    return ((try? FileManager.default.contentsOfDirectory(atPath: top)) ?? []).map { "\(top)/\($0)" }
  }

  /// A pid that the session has written down first in a file of its folder.
  func pid(in file: String, of session: String?) -> Int32? {
    guard let session, let line = contents("\(session)/\(file)") else { return nil }
    return line.split { $0 == " " || $0 == "\n" }.first.flatMap { Int32($0) }
  }
}
