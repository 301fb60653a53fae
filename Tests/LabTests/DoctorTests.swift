import Foundation
import TestSupport
import XCTest

/// What `lab doctor` finds, compared with what the kernel says by other ways.
final class DoctorTests: LabCase {
  private func facts(_ prefix: [String] = []) throws -> [String: Any] {
    let ran = try TestSupport.run(
      prefix + [try tool("lab"), "doctor", "--json"], environment: environment, deadline: 30)
    XCTAssertEqual(ran.status, 0, ran.error)
    return try XCTUnwrap(JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any])
  }

  func testThisHost() throws {
    let found = try facts()
    XCTAssertEqual(
      found["kernel"] as? String, try shell("uname -r").output.split(separator: "\n").first.map(String.init))
    XCTAssertEqual(found["user"] as? Int, Int(geteuid()))
    let mounts = contents("/proc/self/mountinfo") ?? ""
    let (one, two) = (mounts.contains(" - cgroup "), mounts.contains(" - cgroup2 "))
    XCTAssertEqual(found["cgroup-mode"] as? String, one ? two ? "hybrid" : "v1" : two ? "v2" : "none")
    for controller in ["memory", "pids", "cpu"] {
      let isOnOne = mounts.split(separator: "\n").contains {
        $0.contains(" - cgroup ") && $0.split { $0 == " " || $0 == "," }.contains(Substring(controller))
      }
      XCTAssertEqual((found["cgroup-v1-controllers"] as? [String])?.contains(controller), isOnOne, controller)
    }
    let limit = (contents("/proc/sys/user/max_user_namespaces") ?? "").trimmingCharacters(
      in: .whitespacesAndNewlines)
    XCTAssertEqual((found["settings"] as? [String: String])?["user.max_user_namespaces"], limit)
    XCTAssertEqual(
      found["overlay"] as? String == "present", (contents("/proc/filesystems") ?? "").contains("\toverlay\n"))
    let labs = try XCTUnwrap(found["labs"] as? [[String: Any]])
    XCTAssertEqual(labs.first { $0["id"] as? String == "uts-hostname" }?["number"] as? Int, 1)
  }

  /// A kind of device that is said to be there can be made, in a namespace that is gone afterwards.
  func testNetworkDevices() throws {
    guard geteuid() == 0, program("ip") != nil else { throw XCTSkip("it needs root and ip") }
    let before = contents("/proc/net/dev"), modules = contents("/proc/modules")
    let kinds = try XCTUnwrap(facts()["network-devices"] as? [String: String])
    XCTAssertEqual(
      contents("/proc/net/dev")?.split(separator: "\n").count, before?.split(separator: "\n").count)
    XCTAssertEqual(contents("/proc/modules"), modules, "nothing is loaded by looking")
    for kind in ["dummy", "bridge", "veth"] where kinds[kind] != "loadable" {
      let made = try shell("unshare -n ip link add x type \(kind)").status == 0
      XCTAssertEqual(kinds[kind], made ? "present" : "absent", kind)
    }
  }

  /// An ordinary user holds no capability, may make no group, and is ready where user namespaces are to be had.
  func testAnOrdinaryUser() throws {
    guard geteuid() == 0 else { throw XCTSkip("it needs root, to become another") }
    let found = try facts([
      "setpriv", "--reuid", "1000", "--regid", "1000", "--clear-groups", "--inh-caps=-all",
    ])
    XCTAssertEqual(found["user"] as? Int, 1000)
    XCTAssertGreaterThan((found["missing-capabilities"] as? [String])?.count ?? 0, 30)
    XCTAssertEqual(found["cgroup-delegated"] as? Bool, false)
    let ready = (found["labs"] as? [[String: Any]])?.first { $0["id"] as? String == "uts-hostname" }?["ready"]
    XCTAssertEqual(ready as? Bool, found["user-namespaces"] as? Bool)
  }

  /// A host without user namespaces: blocked for an ordinary user, with a cure that works; root needs none.
  func testAHostWithoutUserNamespaces() throws {
    guard isPlayground else {
      throw XCTSkip("it forbids user namespaces to the whole host: only in the playground")
    }
    let file = "/proc/sys/user/max_user_namespaces"
    let before = try XCTUnwrap(contents(file))
    try "0".write(toFile: file, atomically: false, encoding: .utf8)
    defer { try? before.write(toFile: file, atomically: false, encoding: .utf8) }
    let user = ["setpriv", "--reuid", "1000", "--regid", "1000", "--clear-groups", "--inh-caps=-all"]
    let found = try facts(user)
    XCTAssertEqual(found["user-namespaces"] as? Bool, false)
    let lab = try XCTUnwrap(
      (found["labs"] as? [[String: Any]])?.first { $0["id"] as? String == "uts-hostname" })
    XCTAssertEqual(lab["ready"] as? Bool, false)
    XCTAssertTrue((lab["why"] as? String ?? "").contains("user.max_user_namespaces = 0"), "\(lab)")
    XCTAssertTrue((lab["cure"] as? String ?? "").hasPrefix("sysctl -w user.max_user_namespaces="), "\(lab)")
    let root = (try facts()["labs"] as? [[String: Any]])?.first { $0["id"] as? String == "uts-hostname" }
    XCTAssertEqual(root?["ready"] as? Bool, true)
  }
}
