import Foundation
import TestSupport
import XCTest

/// A terminal emulator that nobody sees: tmux(1) with a server of its own, which ends with it.
final class Tmux {
  private let scratch: Scratch
  private let environment: [String: String]
  private var socket: String { scratch.path + "/socket" }

  /// `script`: of sh(1), whose terminal it is.
  init(
    _ script: String, columns: Int = 80, rows: Int = 24, environment: [String: String]
  ) throws {
    scratch = try Scratch()
    self.environment = environment.merging(["LC_ALL": "C.UTF-8", "SHELL": "/bin/sh"]) { $1 }
    try scratch.file("script", script)
    let path = self.environment["PATH"] ?? ""
    let ran = try tmux(
      "new-session -d -x \(columns) -y \(rows) -e PATH='\(path)' sh '\(scratch.path)/script'")
    guard ran.status == 0 else { throw TmuxFailure(text: ran.error) }
  }

  deinit { _ = try? tmux("kill-server") }

  @discardableResult
  func tmux(_ words: String) throws -> Ran {
    try shell("tmux -S '\(socket)' -f /dev/null \(words)", environment: environment, deadline: 20)
  }

  func press(_ keys: String...) throws {
    for key in keys { try tmux("send-keys \(key)") }
  }

  /// What the terminal shows, a string a line.
  func lines() -> [String] {
    let text = (try? tmux("capture-pane -p"))?.output ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String { lines().joined(separator: "\n") }

  /// The same with its colours.
  func styled() -> String { (try? tmux("capture-pane -p -e"))?.output ?? "" }

  func resize(_ columns: Int, _ rows: Int) throws { try tmux("resize-window -x \(columns) -y \(rows)") }

  func shows(_ text: String, within seconds: Double = 15) -> Bool {
    eventually(within: seconds) { self.text.contains(text) }
  }
}

struct TmuxFailure: Error { let text: String }
