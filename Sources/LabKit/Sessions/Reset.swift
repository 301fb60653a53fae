internal import CLinux
internal import Isolation

extension Session {
  /// All sessions of this user, running or left behind.
  public static var all: [String] { StateFolder.sessions() }

  /// Takes back what a session has made, running or left behind.
  ///
  /// Whoever does so holds the session's lock, as its program does while it runs: nothing can be made beside
  /// it, and what is written down is all there is.
  public static func reset(_ folder: String) throws(LabError) {
    if let lock = openLock(folder) {
      if cl_lock(lock.raw) < 0 {
        // Without its shells the program comes to its own end, and leaves the terminal as it was.
        _ = replay(folder)
        if !isFree(lock, within: 3000) {
          endProgram(folder)
          _ = isFree(lock, within: 3000)
        }
      }
      try takeBack(folder)
    } else {
      // No lock, so nothing was made yet.
      try takeBack(folder)
    }
  }

  /// Without a word to the program: by itself, or when it is no more.
  static func takeBack(_ folder: String) throws(LabError) {
    // What could not be taken back stays written down, for the next attempt.
    if let failure = replay(folder) ?? failure(of: RemoveTree(CString(folder))) { throw .failed(failure) }
    StateFolder.removeIfEmpty()
  }

  /// The journal backwards, all of it: the first thing that failed.
  private static func replay(_ folder: String) -> Failure? {
    Journal(in: folder).undos().compactMap { failure(of: $0) }.first
  }

  /// What can be found by the folder's name alone, and the one place that a session makes elsewhere.
  static func endWithoutJournal(_ folder: String, _ place: String?) {
    let token = folder.split(separator: ".").last.map(String.init) ?? ""
    sceneGroups(of: token).forEach { _ = failure(of: $0) }
    if let group = groupToMake(token) {
      _ = failure(of: EndGroup(group.path))
    } else {
      _ = failure(of: EndMarked(folder))
    }
    if let place { _ = failure(of: RemoveTree(CString(place))) }
  }

  private static func failure(of undo: any Undo) -> Failure? {
    var plan = Plan()
    plan.add(undo)
    do throws(Failure) {
      try plan.run()
      return nil
    } catch {
      return error
    }
  }

  private static func openLock(_ folder: String) -> Descriptor? {
    let file = unsafe cl_open(-1, folder + "/lock", 2, 0)
    return file < 0 ? nil : Descriptor(raw: file)
  }

  /// Takes the lock as soon as nobody else has it. flock(2)
  private static func isFree(_ lock: borrowing Descriptor, within milliseconds: Int64) -> Bool {
    let deadline = Clock.deadline(milliseconds)
    while cl_lock(lock.raw) < 0 {
      _ = reapEndedChildren()
      if cl_now() > deadline { return false }
      cl_pause(5)
    }
    return true
  }

  /// The program that runs the session, and with it what it has begun meanwhile.
  private static func endProgram(_ folder: String) {
    guard let line = try? readLine(CString(folder + "/program")) else { return }
    let words = line.split(separator: " ")
    guard words.count == 2, let pid = Int32(words[0]), let started = UInt64(words[1]), pid != cl_getpid()
    else {
      return
    }
    _ = failure(of: EndProcess(ProcessReference(pid: pid, started: started)))
  }
}
