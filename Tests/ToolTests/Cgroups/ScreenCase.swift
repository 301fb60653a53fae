import Foundation
import TestSupport
import XCTest

/// cgroup-top in a real terminal: tmux.
class ScreenCase: GroupCase {
  /// A subtree of this test: `b` with `inner` in it, `a` and `c`.
  func scene() throws -> (directory: String, path: String) {
    let two = try own(nil)
    let group = try make(two.directory + "/" + token)
    for name in ["a", "b", "b/inner", "c"] { try make(group + "/" + name) }
    return (group, two.path + "/" + token)
  }

  func screen(
    _ options: String, columns: Int = 80, rows: Int = 24, _ variables: [String: String] = [:]
  ) throws -> Tmux {
    guard program("tmux") != nil else { throw XCTSkip("tmux is not there") }
    return try Tmux(
      "env \(variables.map { "\($0.key)=\($0.value)" }.joined(separator: " ")) cgroup-top -d 0.25 \(options); "
        + "echo ended $?; exec sleep 600", columns: columns, rows: rows, environment: try environment)
  }

  /// The line with the cursor.
  func cursor(_ screen: Tmux) -> String? {
    screen.lines().first { $0.hasPrefix(">") }.map { String($0.dropFirst().prefix(40)).withoutBlanks }
  }

  func cursorIs(_ name: String, _ screen: Tmux) -> Bool {
    eventually(within: 15) { cursor(screen)?.split(separator: " ").first.map(String.init) == name }
  }
}

extension String {
  var withoutBlanks: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
