import Console
import Isolation

/// Another init whose options, environment and exit codes are kept when the tool is called by its name: so it can
/// be installed in its place.
final class StandIn: Sendable {
  let tool: String
  /// Made when it is asked for.
  private let made: @Sendable () -> OptionTable<Options>
  var table: OptionTable<Options> { made() }
  /// What it is before any option, by the environment too.
  let setUp: @Sendable (inout Options) -> Void
  /// What it makes of the operands; whether `--` stood before them.
  private let finish: @Sendable (inout Options, Bool) -> Void
  /// The exit status where the command cannot be run; nil: 127 or 126, as in a shell.
  let execStatus: Int32?

  /// By the name that this program is called by; nil for any other.
  static var called: StandIn? {
    if isCalled("tini") { return .tini("tini") }
    if isCalled("tini-static") { return .tini("tini-static") }
    if isCalled("docker-init") { return .tini("docker-init") }
    if isCalled("dumb-init") { return .dumbInit }
    if isCalled("catatonit") { return .catatonit }
    return nil
  }

  init(
    _ tool: String, _ table: @autoclosure @escaping @Sendable () -> OptionTable<Options>,
    execStatus: Int32? = nil,
    setUp: @escaping @Sendable (inout Options) -> Void,
    finish: @escaping @Sendable (inout Options, Bool) -> Void = { _, _ in }
  ) {
    self.tool = tool
    made = table
    self.execStatus = execStatus
    self.setUp = setUp
    self.finish = finish
  }

  func finish(_ options: inout Options, after words: Arguments) {
    let end = words.count - options.command.count - 1
    finish(&options, end >= 0 && words[end] == "--")
  }

  /// Container engines look for these two words, and for a number after them.
  static let tiniVersion = "tini version 0.19.0 - pid1-reaper \(version)"
}

extension Options {
  /// What all of them call their story.
  static let verbose = Option<Options>(
    "v", "verbose", sets: \.explain, Text(en: "tell what it does", zh: "讲述所做的事"))
}
