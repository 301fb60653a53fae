internal import CLinux
internal import Isolation

extension Session {
  /// The programs that begin what belongs to the session: this one and those that joined.
  private var roots: [Int32] { [cl_getpid()] + guests }

  /// Its processes and their parents.
  func table() throws(Errno) -> ProcessTable {
    try ProcessTable(below: roots + (group?.processes ?? []))
  }

  /// The descendants of this program: it is a subreaper, so nothing that a learner starts leaves. And those
  /// of the programs that joined, and whatever is in the session's control group or below. Both, since a lab
  /// may move a process into a group elsewhere.
  func members(_ table: ProcessTable) -> [ProcessStatus] {
    let inGroup = (group?.processes ?? []).compactMap { table.processes[$0] }
    let all = (roots.flatMap { table.descendants(of: $0) } + inGroup).filter { $0.isAlive && !isAsker($0) }
    // Most are found both ways; and `lab shell` may have been called from a shell of the lab.
    return Dictionary(all.map { ($0.pid, $0) }, uniquingKeysWith: { $1 }).values.sorted { $0.pid < $1.pid }
  }

  /// A `lab hint` that a learner has typed is nothing they made: after `unshare --pid` it may even be the first
  /// process of a new namespace.
  private func isAsker(_ process: ProcessStatus) -> Bool {
    guard process.name == "lab", let own = try? FileIdentity(of: "/proc/self/exe") else { return false }
    return (try? FileIdentity(of: CString("/proc/\(process.pid)/exe"))) == own
  }

  /// The same, by pid alone: some of them may have ended.
  var pids: [Int32] {
    let roots = self.roots
    if let tree = ProcessTree(below: roots + (group?.processes ?? [])) {
      return tree.pids.filter { !roots.contains($0) }
    }
    return ((try? table()).map { members($0) } ?? []).map(\.pid)
  }
}
