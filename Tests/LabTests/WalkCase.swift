import Foundation
import LabKit
import TestSupport
import XCTest

extension LabCase {
  /// util-linux's commands in place of ours.
  static let utilLinux = ["ns-unshare": "unshare", "ns-enter": "nsenter"]

  /// A learner does the whole lab at terminals and is told all that the guide has to say; every step is met, nothing
  /// that was right is called a mistake, and nothing is left.
  func walks(
    _ id: String, language: String = "en", replacing: [String: String] = [:], nextIn: String? = nil
  ) throws {
    try skipInPlayground("lab test does the same commands there; what is told has no part of the kernel")
    let runtime = try Scratch(), group = OuterGroup(), program = try tool("lab")
    // What this host cannot show is left out for the learner, too.
    let lab = Doctor().cut(try Lab(folder: folder(of: id))).lab
    let environment = environment.merging(["XDG_RUNTIME_DIR": runtime.path]) { $1 }
    let walk = try Walk(lab, language: language, replacing: replacing, nextIn: nextIn) {
      try WalkTerminal(group.command([program] + $0), environment)
    }
    let screen = try walk.run()
    XCTAssertFalse(screen.contains("${"), screen)

    let all = records(of: id).compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
    }
    func events(_ name: String) -> [[String: Any]] { all.filter { $0["event"] as? String == name } }
    func steps(_ name: String) -> [String] { events(name).compactMap { $0["step"] as? String } }
    XCTAssertEqual(steps("step"), lab.steps.map(\.id))
    XCTAssertEqual(steps("met"), lab.steps.filter { !$0.isQuestion }.map(\.id))
    for name in ["left", "notAsked", "hint"] { XCTAssertEqual(steps(name), []) }
    // The one remark that is no mistake: what is to be known in a container.
    XCTAssertEqual(events("remark").compactMap { $0["key"] as? String }.filter { $0 != "not-initial" }, [])
    XCTAssertEqual([events("begin").count, events("end").count], [1, 1])
    for wanted in walk.expected {
      XCTAssertTrue(
        all.contains { event in wanted.allSatisfy { event[$0.key] as? String ?? "" == $0.value } },
        "\(wanted) is not in \(all)")
    }

    XCTAssertEqual(marked(runtime.path), [])
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: runtime.path), [])
    XCTAssertEqual(group.below, [])
    XCTAssertFalse((contents("/proc/self/mountinfo") ?? "").contains(runtime.path))
  }
}
