public import Isolation

/// Does what an init owes its command, until the command has ended. signalfd(2), wait(2)
public struct Supervise: Action, Equatable {
  /// nil: there is no command, and TERM or INT is the end.
  public let role: Role?
  /// Of the command.
  public let name: String
  public let duty: Duty
  /// What `HoldSignals` left.
  public let signals: String
  let witness: Witness

  public init(
    _ role: Role?, named name: String = "", _ duty: Duty, signals: String = "signals",
    telling witness: Witness = .nobody
  ) {
    self.role = role
    self.name = name
    self.duty = duty
    self.signals = signals
    self.witness = witness
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.role == b.role && a.name == b.name && a.duty == b.duty && a.signals == b.signals
  }

  public var call: String {
    let forwarding = role.map { "; kill(<\($0)>)" } ?? ""
    return "read(<\(signals)>); waitpid(-1, WNOHANG)\(forwarding)"
  }
  public var page: String { "signalfd(2)" }
  public var lasting: Lasting { .nothing }
  public var isWaiting: Bool { true }
  public var isToldBefore: Bool { true }

  public func perform(in scene: inout Scene) throws(Errno) {
    let child: Int32? = if let role { try scene.letGo(of: role) } else { nil }
    let terminal: Int32? = if let open = duty.terminal { try open.descriptor(in: scene) } else { nil }
    var supervisor = Supervisor(
      duty, of: child, named: name, signals: try scene.descriptor(signals), terminal: terminal,
      witness: witness)
    scene.ending = .exited(try supervisor.run())
  }
}
