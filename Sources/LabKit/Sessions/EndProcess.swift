internal import CLinux
internal import Isolation

/// Ends one process of a session and all that descend from it.
struct EndProcess: Undo, Equatable {
  let process: ProcessReference
  /// Pid and start time name a process within one boot only.
  let boot: String

  init(_ process: ProcessReference, boot: String = currentBoot) {
    self.process = process
    self.boot = boot
  }

  static let word = "process"
  var words: [CString] { [CString("\(process.pid)"), CString("\(process.started)"), CString(boot)] }
  init?(_ words: [CString]) {
    guard words.count == 3, let pid = Int32(words[0].text), let started = UInt64(words[1].text) else {
      return nil
    }
    self.init(ProcessReference(pid: pid, started: started), boot: words[2].text)
  }

  var call: String { "kill(\(process.pid), SIGKILL)" }
  var page: String { "kill(2)" }

  func perform(in scene: inout Scene) throws(Errno) {
    guard boot == currentBoot else { return }
    try endAll { () throws(Errno) in
      let table = try ProcessTable(below: [process.pid])
      let tree = [table.processes[process.pid]].compactMap { $0 } + table.descendants(of: process.pid)
      return tree.first.map { ProcessReference($0) } == process ? tree : []
    }
  }
}

/// Ends every process that carries the session's mark in its environment, wherever it has gone.
struct EndMarked: Undo, Equatable {
  let mark: String

  init(_ mark: String) { self.mark = mark }

  static let word = "marked"
  var words: [CString] { [CString(mark)] }
  init?(_ words: [CString]) {
    guard words.count == 1 else { return nil }
    self.init(words[0].text)
  }

  var call: String { "kill(those with \(Session.variable)=\(mark), SIGKILL)" }
  var page: String { "kill(2)" }

  func perform(in scene: inout Scene) throws(Errno) {
    for _ in 0..<2 {
      try endAll { () throws(Errno) in
        let all = try Descriptor(opening: "/proc").names().compactMap { Int32($0.text) }
        return all.filter { $0 != cl_getpid() && Session.mark(of: $0) == mark }
          .compactMap { try? ProcessStatus(of: $0) }
      }
      // While a process becomes another program it shows no environment.
      cl_pause(10)
    }
  }
}

/// The id of this boot of the kernel. random(4)
var currentBoot: String { (try? readLine("/proc/sys/kernel/random/boot_id")) ?? "" }

/// SIGKILL to all that are found, until none is found any more.
private func endAll(_ find: () throws(Errno) -> [ProcessStatus]) throws(Errno) {
  let deadline = cl_now() + 10_000
  while true {
    _ = reapEndedChildren()
    let rest = try find().filter(\.isAlive)
    if rest.isEmpty { return }
    if cl_now() > deadline { throw .tryAgain }
    for process in rest { end(process) }
  }
}

private func end(_ process: ProcessStatus) {
  do throws(Errno) {
    let held = try Pidfd(process.pid)
    // Between looking and taking hold the number may have passed to another process.
    guard ProcessReference(try ProcessStatus(of: process.pid)) == ProcessReference(process) else { return }
    try held.send(.kill)
    _ = try held.ends(within: 1000)
  } catch {}
}
