internal import CLinux

/// Has signals do again what they do by themselves, also in the programs to come. sigaction(2)
public struct DefaultSignals: Action, Equatable {
  public let signals: [Signal]
  public init(_ signals: [Signal]) { self.signals = signals }

  public var call: String { signals.map { "sigaction(\($0), SIG_DFL)" }.joined(separator: "; ") }
  public var page: String { "sigaction(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    for signal in signals { try Errno.check(cl_default_signal(signal.number)) }
  }
}
