internal import CLinux

/// From now on every signal waits to be read from a file, and children to be asked for. signalfd(2)
///
/// A blocked signal waits even where it would be ignored: in PID 1 of a namespace, or by inheritance. The
/// programs that the process starts get the signals as they were before.
public struct HoldSignals: Action, Equatable {
  /// What a later step calls the file.
  public let name: String
  public init(as name: String = "signals") { self.name = name }

  public var call: String { "sigprocmask(SIG_BLOCK, all); signalfd(all) = <\(name)>" }
  public var page: String { "signalfd(2)" }

  public func perform(in scene: inout Scene) throws(Errno) {
    cl_hold_all_signals()
    scene.hold(Descriptor(raw: try Errno.check(cl_signal_file())), as: name)
  }
}
