public import Isolation

/// The exit status that an ending of the command is told by.
public struct ExitCodes: Hashable, Sendable {
  private struct Rule: Hashable, Sendable {
    let from: Int32
    let to: Int32
  }
  private var rules: [Rule] = []

  public init() {}

  /// `status`: as a shell shows it, so 128 + N for a signal.
  public mutating func map(_ status: Int32, to other: Int32) { rules.append(Rule(from: status, to: other)) }

  /// N, 128 + N of a signal, or what was last asked for in place of it.
  public func status(of ending: Ending) -> Int32 {
    for rule in rules.reversed() where rule.from == ending.status { return rule.to }
    return ending.status
  }
}
