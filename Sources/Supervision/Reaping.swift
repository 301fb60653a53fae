internal import CLinux
internal import Isolation

extension Supervisor {
  /// Asks for every child that has ended, in whatever order and however many.
  mutating func reap() throws(Errno) {
    while true {
      // A name must be read while it is a zombie.
      let named = witness.isThere ? nextEnded() : nil
      var told: Int32 = 0
      let pid = unsafe cl_reap_any(&told, 1)
      hasChildren = pid != -Errno.noChild.code
      guard hasChildren, pid != 0 else { return }
      try Errno.check(pid)
      if told >= 512 {
        if pid == child { stop(by: Signal(number: told - 512)) }
        continue
      }
      let ending = Ending(told)
      note(named?.pid == pid ? named ?? .init(pid: pid, name: "") : .init(pid: pid, name: ""), ending)
      if pid == child {
        self.ending = ending
        giveBackForeground()
        switch duty.aftermath {
        // Nothing else is waited for: the kernel, or the next init, takes the rest.
        case .leave, .terminateGroup: return
        case .wait, .end: break
        }
      }
    }
  }

  private func nextEnded() -> Event.Named? {
    let pid = cl_ended_child()
    return pid > 0 ? household.named(pid) : nil
  }

  private mutating func note(_ who: Event.Named, _ ending: Ending) {
    guard witness.isThere else {
      orphans.ended(who.pid)
      return
    }
    if who.pid != child, !orphans.known.contains(who.pid) { adopt(who) }
    orphans.ended(who.pid)
    tally.reaped += 1
    witness.hears(.reaped(who, ending, isCommand: who.pid == child))
  }

  mutating func adopt(_ who: Event.Named) {
    orphans.known.insert(who.pid)
    tally.adopted += 1
    witness.hears(.adopted(who))
  }
}
