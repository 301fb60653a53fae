import Foundation
import TestSupport

/// What is drawn or found, read off the screen.
extension Walk {
  func text(_ text: String) -> String { GuideText(text, knowing: values).pattern }

  /// Waits until the lab says a text, and reads the values in it.
  func hears(_ text: String) throws {
    let wanted = GuideText(text, knowing: values)
    for (name, value) in zip(wanted.names, try first.hears(wanted.pattern).groups) { values[name] = value }
  }

  /// A command as a learner completes it.
  func complete(_ line: String) throws -> String {
    var line = line.split(separator: " ", omittingEmptySubsequences: false).map {
      replaced[String($0)] ?? String($0)
    }
    .joined(separator: " ")
    while let start = line.range(of: "${"), let end = line[start.upperBound...].firstIndex(of: "}") {
      let name = String(line[start.upperBound..<end])
      line.replaceSubrange(start.lowerBound...end, with: try value(of: name))
    }
    return line
  }

  func value(of name: String) throws -> String {
    if let value = values[name] { return value }
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count == 2 else { throw Untold(name: name) }
    if parts[1] == "pid" { return try pid(of: parts[0]) }
    guard parts[1] == "nspid" else { throw Untold(name: name) }
    let line = "grep NSpid /proc/\(try value(of: parts[0] + ".pid"))/status", outside = try shell("outside")
    try outside.types(line)
    return outside.output(of: line).split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
  }

  /// `lab status` tells what it has found, as soon as it has.
  func pid(of name: String) throws -> String {
    let terminal = try nextIn.map { try shell($0) } ?? first, line = "lab status"
    let wanted = try NSRegularExpression(pattern: #" \#(name)[:：].*\n\s+([0-9]+) \("#)
    var found = ""
    let isTold = eventually(within: 60) {
      guard (try? terminal.types(line)) != nil else { return true }
      // A step that needs it no more does not tell it again.
      let match = wanted.matches(in: terminal.screen as String, range: NSRange(0..<terminal.screen.length))
        .last
      found = match.map { terminal.screen.substring(with: $0.range(at: 1)) } ?? ""
      return !found.isEmpty
    }
    guard isTold, !found.isEmpty else { throw Untold(name: name) }
    values[name + ".pid"] = found
    return found
  }

  /// Nothing on the screen says what that stands for.
  struct Untold: Error { let name: String }
}
