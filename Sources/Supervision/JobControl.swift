internal import CLinux
internal import Isolation

extension Supervisor {
  /// The command has stopped.
  mutating func stop(by signal: Signal) {
    guard let child else { return }
    isStopped = true
    if let witness { witness.hears(.stopped(household.named(child), signal)) }
    if duty.stopsAlong {
      // In the background the foreground is somebody else's.
      if let terminal, cl_foreground(terminal) == child { _ = cl_set_foreground(terminal, cl_group()) }
      stopHere()
      wake()
      // The shell's SIGCONT has woken the init; it is still to be read.
      knowsOfContinue = true
    } else if terminal != nil, Signal.fromTerminal.contains(signal) {
      // Whoever pressed the key has no shell that could continue it.
      wake()
      if let witness { witness.hears(.woken(household.named(child))) }
    }
  }

  /// Stops like any program; goes on when somebody sends SIGCONT.
  func stopHere() { _ = cl_kill(cl_getpid(), Signal.stop.number) }

  private mutating func wake() {
    giveForeground()
    isStopped = false
    if let child { _ = cl_kill(duty.sharesGroup ? child : -child, Signal.goOn.number) }
  }

  /// The child has the foreground where the init has it; in the background neither.
  func giveForeground() {
    guard let terminal, let child, !duty.sharesGroup else { return }
    let foreground = cl_foreground(terminal)
    if !duty.stopsAlong || foreground == cl_group() { _ = cl_set_foreground(terminal, child) }
  }
}
