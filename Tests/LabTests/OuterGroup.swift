import Foundation
import TestSupport

/// A control group as that of a session around this one: sessions begun in it make theirs below, so a test
/// knows which are its own. Where this user may make none it has no path, and holds nothing.
final class OuterGroup {
  let path: String?

  init() {
    let mounts = (contents("/proc/self/mountinfo") ?? "").split(separator: "\n")
      .filter { $0.contains(" - cgroup2 ") }.compactMap { $0.split(separator: " ").dropFirst(4).first }
    let token = String(UInt64.random(in: 1 << 60 ... .max), radix: 16)
    let path = mounts.first.map { "\($0)/container-anatomy-\(token)" }
    let made = path.map { unsafe mkdir($0, 0o755) == 0 } ?? false
    self.path = made ? path : nil
  }

  deinit {
    guard let path else { return }
    // A warden that is about to end is in it still.
    if eventually(within: 5, { isRemoved(path) }) { return }
    try? "1".write(toFile: path + "/cgroup.kill", atomically: false, encoding: .utf8)
    _ = eventually(within: 5) { isRemoved(path) }
  }

  private func isRemoved(_ path: String) -> Bool {
    for group in below { unsafe rmdir("\(path)/\(group)") }
    return unsafe rmdir(path) == 0 || errno == ENOENT
  }

  /// The same command, begun inside.
  func command(_ command: [String]) -> [String] {
    guard let path else { return command }
    return ["sh", "-c", "echo 0 > '\(path)/cgroup.procs' && exec \"$@\"", "sh"] + command
  }

  /// What is below it.
  var below: [String] {
    guard let path else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { $0.hasPrefix("container-anatomy-") }
  }
}
