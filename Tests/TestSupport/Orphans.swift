import CLinux
import Foundation

/// While it lives, processes that lose their parent become children of this one: none gets out of sight.
public final class Orphans {
  public init() { _ = cl_set_subreaper(1) }
  deinit { _ = cl_set_subreaper(0) }

  /// All living descendants of this process. Those children that have ended are laid to rest, but for
  /// the programs that a test waits for itself.
  public func living(except awaited: Set<Int32>) -> [Int32] {
    var found: [Int32] = [], open = [getpid()]
    while let parent = open.popLast() {
      for child in children(of: parent) {
        if status("State", of: child)?.first == "Z" {
          var raw: Int32 = 0
          if parent == getpid(), !awaited.contains(child) { _ = unsafe waitpid(child, &raw, WNOHANG) }
        } else {
          found.append(child)
        }
        open.append(child)
      }
    }
    return found
  }

  private func children(of pid: Int32) -> [Int32] {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
    return tasks.flatMap { task in
      (contents("/proc/\(pid)/task/\(task)/children") ?? "").split(separator: " ").compactMap { Int32($0) }
    }
  }
}
