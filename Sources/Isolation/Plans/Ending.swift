internal import CLinux

/// How a process ended: what wait(2) tells of it.
public enum Ending: Hashable, Sendable {
  case exited(Int32)
  case killed(by: Int32)

  /// As the shim tells it: the status, or 256 + the signal.
  package init(_ told: Int32) { self = told >= 256 ? .killed(by: told - 256) : .exited(told) }

  /// The number a shell shows in `$?`: N, or 128 + the signal.
  public var status: Int32 {
    switch self {
    case .exited(let status): status
    case .killed(let signal): 128 + signal
    }
  }
}

/// _exit(2). Nothing waits in a buffer, since nothing here goes through stdio.
public func exit(_ status: Int32) -> Never { cl_exit(status) }

/// Ends as another process ended: with its status, or by its signal.
public func finish(as ending: Ending?) -> Never {
  switch ending {
  case .killed(let signal): cl_die_by(signal)
  case .exited(let status): cl_exit(status)
  case nil: cl_exit(0)
  }
}
