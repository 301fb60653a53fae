public import Isolation

/// What is sent on in place of a signal that came: another one, or none.
public struct SignalRules: Hashable, Sendable {
  /// By the number of the signal that came; nil is sent on as it is, 0 not at all.
  private var rewritten: [Int32: Int32] = [:]

  public init() {}

  public subscript(_ signal: Signal) -> Signal? {
    get {
      guard let number = rewritten[signal.number] else { return signal }
      return number == 0 ? nil : Signal(number: number)
    }
    set { rewritten[signal.number] = newValue?.number ?? 0 }
  }

  /// Whether a rule for it was given.
  public func names(_ signal: Signal) -> Bool { rewritten[signal.number] != nil }
}
