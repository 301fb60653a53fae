internal import CLinux
internal import Isolation

/// Says when a look at the session can show something new, at little cost while nothing happens.
///
/// Three things tell: the kernel's word of a process of the session, where that may be had; a line on the
/// lab's own terminal; and the pulse of the session's processes, without which none of them can have changed
/// anything.
final class Watch {
  private let events: ProcessEvents?
  private let processes: () -> [Int32]
  private var rhythm: Rhythm
  private var pulse: Pulse?
  /// Those of the session, by the last pulse and by the events since.
  private var known: Set<Int32> = []
  private var endings = Endings()
  /// Until then events may wait, so that a busy host does not wake us for each of them.
  private var deafUntil: Int64 = 0

  /// `processes` gives those of the session, whenever it is asked.
  init(listening: Bool = true, _ processes: @escaping () -> [Int32]) {
    events = listening ? Self.listen() : nil
    rhythm = Rhythm(at: cl_now())
    self.processes = processes
  }

  private static func listen() -> ProcessEvents? {
    // Elsewhere the numbers in the events are not those that we see.
    guard (try? Namespace(.pid, of: cl_getpid()))?.isInitial == true else { return nil }
    return try? ProcessEvents()
  }

  /// Whether the kernel tells of processes.
  var isListening: Bool { events != nil }

  /// To be polled beside other things; -1 where there is nothing to poll.
  func descriptor(at now: Int64 = cl_now()) -> Int32 {
    now < deafUntil ? -1 : events?.descriptor ?? -1
  }

  /// How long nothing is due, so long as nothing comes.
  func patience(at now: Int64 = cl_now()) -> Int32 {
    var next = min(rhythm.nextLook, rhythm.nextPulse)
    if isListening, now < deafUntil { next = min(next, deafUntil) }
    return Int32(clamping: max(1, next - now))
  }

  /// The lab's terminal shows something: after a line's end a command may have done its work.
  func notice(_ shown: [UInt8], at now: Int64 = cl_now()) {
    if shown.contains(UInt8(ascii: "\n")) { rhythm.stir(at: now) }
  }

  /// The next answer is yes.
  func hurry() { rhythm.hurry(at: cl_now()) }

  /// Whether to look now.
  func shouldLook(at now: Int64 = cl_now()) -> Bool {
    hear(at: now)
    if rhythm.isDue(at: now) || rhythm.pulseIsDue(at: now) {
      // What runs during the look will be felt by the next pulse.
      let all = processes()
      known = Set(all)
      endings.follow(all)
      let felt = Pulse(of: all)
      rhythm.feel(changed: felt != pulse, at: now)
      pulse = felt
    }
    guard rhythm.isDue(at: now) else { return false }
    rhythm.look(at: now)
    return true
  }

  private func hear(at now: Int64) {
    if now >= deafUntil { take(at: now) }
  }

  /// How processes of the session have ended, as far as the kernel has told by now. `members`: those that live.
  func endings(besides members: [Int32], at now: Int64 = cl_now()) -> Endings {
    endings.follow(members)
    take(at: now)
    return endings
  }

  /// All that the kernel has to tell.
  private func take(at now: Int64) {
    guard let events else { return }
    let news = events.drain()
    // Where some were lost, ours may have been among them.
    var isOurs = news == nil
    for event in news ?? [] {
      endings.note(event)
      if let parent = event.parent, known.contains(parent) { known.insert(event.pid) }
      isOurs = isOurs || known.contains(event.pid)
    }
    if isOurs { rhythm.stir(at: now) }
    if news?.isEmpty != true { deafUntil = now + Rhythm.debounce }
  }
}
