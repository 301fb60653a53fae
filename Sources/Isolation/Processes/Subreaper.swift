internal import CLinux

/// From now on, orphaned descendants become this process's children, so none can slip away.
/// PR_SET_CHILD_SUBREAPER(2const)
public func becomeSubreaper() throws(Errno) { try Errno.check(cl_set_subreaper(1)) }

/// Collects ended children without waiting: pid and ending of each. wait(2)
public func reapEndedChildren() -> [(pid: Int32, ending: Ending)] {
  var all: [(Int32, Ending)] = []
  var told: Int32 = 0
  while true {
    let pid = unsafe cl_reap(-1, &told)
    guard pid > 0 else { return all }
    all.append((pid, Ending(told)))
  }
}
