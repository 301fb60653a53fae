internal import CLinux
internal import Isolation

/// The processes below an init, as its /proc shows them.
struct Household {
  private let own = ProcessSelf()
  var me: Int32 { own.pid }
  /// Looked at when it is needed: /proc may be mounted later.
  private var isShown: Bool { own.isShown }

  func named(_ pid: Int32) -> Event.Named {
    Event.Named(pid: pid, name: isShown ? (try? readLine(CString("/proc/\(pid)/comm"))) ?? "" : "")
  }

  /// Children of the init; nil where /proc does not show them.
  func children() -> [Int32]? {
    isShown ? own.children : nil
  }

  /// All below the init that live, parents before their children: who waits for a child is to hear first. nil where
  /// that is not shown.
  func descendants() -> [ProcessStatus]? {
    guard isShown else { return nil }
    let all =
      ProcessTree(below: [me]).map { $0.pids.dropFirst().compactMap { try? ProcessStatus(of: $0) } }
      ?? (try? ProcessTable())?.descendants(of: me)
    return all?.filter(\.isAlive)
  }

  /// Sends a signal to each of them; how many have got it.
  ///
  /// A number may have come to mean another process since it was read: what a descriptor holds must still
  /// have started when that one had.
  func send(_ signal: Signal, to members: [ProcessStatus]) -> Int {
    members.count { member in
      do throws(Errno) {
        let process = try Pidfd(member.pid)
        guard isThere(member) else { return false }
        try process.send(signal)
        return true
      } catch {
        // A filter may forbid descriptors of processes; then the number has to do.
        return error != .noProcess && isThere(member) && cl_kill(member.pid, signal.number) == 0
      }
    }
  }

  private func isThere(_ member: ProcessStatus) -> Bool {
    (try? ProcessStatus(of: member.pid))?.started == member.started
  }

  /// Ended processes whose parent lives and is not the init.
  func zombies() -> [Event.Zombie] {
    guard isShown, let table = try? ProcessTable(below: [me]) else { return [] }
    return table.processes.values.filter { $0.state == "Z" && $0.parent != me }.compactMap { zombie in
      table.processes[zombie.parent].flatMap { $0.isAlive ? $0 : nil }.map {
        Event.Zombie(
          zombie: Event.Named(pid: zombie.pid, name: zombie.name),
          parent: Event.Named(pid: $0.pid, name: $0.name))
      }
    }
  }
}
