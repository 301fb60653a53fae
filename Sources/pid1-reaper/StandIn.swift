import Console
import Isolation

/// Another init whose options, environment and exit codes are kept when the tool is called by its name: so it can
/// be installed in its place.
struct StandIn {
  let table: OptionTable<Options>
  /// What it is before any option, by the environment too.
  let setUp: @Sendable (inout Options) -> Void
  /// What it makes of the operands; whether `--` stood before them.
  var finish: @Sendable (inout Options, Bool) -> Void
  /// The exit status where the command cannot be run; nil: 127 or 126, as in a shell.
  var execStatus: Int32?

  /// nil for any other name.
  init?(calledBy name: String) {
    switch name {
    case "tini", "tini-static", "docker-init": self = .tini(name)
    case "dumb-init": self = .dumbInit
    case "catatonit": self = .catatonit
    default: return nil
    }
  }

  init(
    _ table: OptionTable<Options>, execStatus: Int32? = nil,
    setUp: @escaping @Sendable (inout Options) -> Void,
    finish: @escaping @Sendable (inout Options, Bool) -> Void = { _, _ in }
  ) {
    self.table = table
    self.execStatus = execStatus
    self.setUp = setUp
    self.finish = finish
  }

  /// Container engines look for these two words, and for a number after them.
  static let tiniVersion = "tini version 0.19.0 - pid1-reaper \(version)"
}

extension Options {
  /// What all of them call their story.
  static let verbose = Option<Options>(
    "v", "verbose", sets: \.explain, Text(en: "tell what it does", zh: "讲述所做的事"))
}
