public import Isolation

/// What is sent on in place of a signal that came: another one, or none.
public struct SignalRules: Hashable, Sendable {
  private struct Rule: Hashable, Sendable {
    let from: Int32
    /// 0: none.
    let to: Int32
  }
  private var rules: [Rule] = []

  public init() {}

  public subscript(_ signal: Signal) -> Signal? {
    get {
      // The last that was given holds.
      for rule in rules.reversed() where rule.from == signal.number {
        return rule.to == 0 ? nil : Signal(number: rule.to)
      }
      return signal
    }
    set { rules.append(Rule(from: signal.number, to: newValue?.number ?? 0)) }
  }

  /// Whether a rule for it was given.
  public func names(_ signal: Signal) -> Bool { rules.contains { $0.from == signal.number } }
}
