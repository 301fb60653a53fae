import Isolation
import Supervision

/// What was asked for on the command line, or in the environment.
struct Options: Sendable {
  var duty = Duty()
  /// Whether TERM and INT end it, and there is no command.
  var pauses = false
  var subreaper = Subreaper.whereNeeded
  /// What it gets itself when its parent ends.
  var parentSignal: Signal?
  var parent: Int32?
  var lifeline: Int32?
  /// What the command gets when the init dies.
  var deathSignal: Signal?
  /// nil: a group of its own, where keys reach it there.
  var placement: Placement?
  /// In milliseconds, where the rest is ended.
  var grace: Int32?
  var waitsForAll = false
  var endsOrphans = false
  var explain = false
  var json = false
  var dryRun = false
  /// Where the story goes instead of standard error.
  var log: CString?
  /// Says when it is no init and no subreaper.
  var warnsOfNoReaping = false
  /// Says when it reaps a process that it has not begun.
  var warnsOfOrphans = false
  var command: Arguments = []

  enum Subreaper: Sendable { case whereNeeded, never, always }

  /// Where the command runs.
  enum Placement: Sendable {
    /// In the group of the init.
    case same
    case group
    case session
  }

  /// Whether it has to find processes that only /proc leads to; PID 1 reaches most without.
  var needsProc: Bool { endsOrphans || grace != nil || duty.recipient == .all }

  /// Between SIGTERM and SIGKILL, where none was given, in milliseconds.
  static let usualGrace: Int32 = 5000
}
