internal import CLinux
internal import Isolation

extension Supervisor {
  /// The command has stopped. By a signal of the terminal: then the job stops, as a shell expects. Who has stopped it
  /// otherwise will continue it, and nobody else would continue the init.
  mutating func stop(by signal: Signal) {
    guard let child else { return }
    isStopped = true
    witness.hears(.stopped(household.named(child), signal))
    guard duty.hasTerminal, signal.isFromTerminal else { return }
    // A job that ran in the background has been given the terminal: the shell tells nobody.
    if signal != .stopKey, hasForeground { return wake() }
    giveBackForeground()
    let isContinued = !isInit && cl_stop_by(signal.number, duty.sharesGroup ? 1 : 0) != 0
    if isContinued { return wake() }
    // Whoever pressed the key has no shell that could continue it: PID 1, or an orphaned group.
    if signal == .stopKey || hasForeground {
      wake()
      witness.hears(.woken(household.named(child)))
    }
  }

  private mutating func wake() {
    giveForeground()
    isStopped = false
    if let child { _ = cl_kill(duty.sharesGroup ? child : -child, Signal.goOn.number) }
  }

  private var hasForeground: Bool {
    guard let terminal else { return false }
    let group = cl_group()
    // 0: both are outside the pid namespace, and need not be the same.
    return cl_foreground(terminal) == group && (group > 0 || cl_has_foreground(0) != 0)
  }

  /// The child has the foreground where the init has it; in the background neither.
  func giveForeground() {
    guard let terminal, let child, hasForeground else { return }
    _ = cl_set_foreground(terminal, child)
  }

  /// Whoever comes next in the group of the init may read from the terminal again.
  func giveBackForeground() {
    guard let terminal, let child, cl_group() > 0, cl_foreground(terminal) == child else { return }
    _ = cl_set_foreground(terminal, cl_group())
  }
}
