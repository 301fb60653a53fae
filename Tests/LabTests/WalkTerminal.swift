import Foundation
import TestSupport
import XCTest

/// A terminal of somebody who walks through a lab: a shell in it, and what the lab says in between.
final class WalkTerminal {
  static let prompt = "ready> "
  /// Generous: on a loaded machine all is slow, and nothing here is about time.
  private static let patience: Double = 60

  private let typist: Typist
  /// As far as the lab has been listened to.
  private var heard = 0

  /// Wide, so that no line that is typed goes on in the next.
  init(_ argv: [String], _ environment: [String: String]) throws {
    typist = try Typist(
      argv, environment: environment.merging(["PS1": Self.prompt, "TERM": "xterm"]) { $1 }, columns: 400)
  }

  /// All that it has shown.
  var screen: NSString { typist.transcript as NSString }

  /// Types a line, and reads no further.
  func answers(_ line: String) { typist.types(line) }

  /// Types a line, and waits for its end.
  func types(_ line: String) throws {
    let start = screen.length
    typist.types(line)
    let echo = try find(NSRegularExpression.escapedPattern(for: line + "\n"), after: start)
    try comesToThePrompt(after: echo.end)
  }

  func comesToThePrompt(after place: Int? = nil) throws {
    _ = try find(Self.prompt, after: place ?? heard)
  }

  /// What a line that was typed has shown at last.
  func output(of line: String) -> String {
    let typed = screen.range(of: line + "\n", options: .backwards)
    guard typed.location != NSNotFound else { return "" }
    let output = screen.substring(from: typed.upperBound)
    return output.components(separatedBy: Self.prompt)[0]
  }

  /// Waits until the lab says it, after what was heard before; what was said until then, and the groups.
  @discardableResult
  func hears(_ pattern: String) throws -> (before: String, groups: [String]) {
    let start = heard, found = try find(pattern, after: start)
    heard = found.end
    return (screen.substring(with: NSRange(start..<found.start)), found.groups)
  }

  /// Passes over what was said before, and waits for no more.
  func forgets() {
    typist.read()
    heard = screen.length
  }

  func ends() -> Int32? { typist.ends(within: Self.patience) }

  private func find(_ pattern: String, after start: Int) throws -> (start: Int, end: Int, groups: [String]) {
    let expression = try NSRegularExpression(pattern: pattern)
    var match: NSTextCheckingResult?, isNew = true
    let isThere = eventually(within: Self.patience) {
      if isNew {
        let text = screen as String
        match = expression.firstMatch(in: text, range: NSRange(start..<screen.length))
      }
      if match == nil { isNew = typist.read(within: 20) }
      return match != nil
    }
    guard isThere, let match else {
      throw NotSeen(
        pattern: pattern, screen: screen.substring(to: start), since: screen.substring(from: start))
    }
    let groups = (1..<max(1, match.numberOfRanges)).map { screen.substring(with: match.range(at: $0)) }
    return (match.range.location, match.range.upperBound, groups)
  }

  struct NotSeen: Error, CustomStringConvertible {
    let pattern: String
    let screen: String
    let since: String

    var description: String {
      let before = screen.components(separatedBy: "\n").suffix(8).joined(separator: "\n")
      return
        "no \(pattern.replacingOccurrences(of: #"\s*"#, with: "")) after this:\n\(before)\nbut this:\n\(since)"
    }
  }
}
