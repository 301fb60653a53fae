internal import CLinux

/// A clock that a time namespace may shift. time_namespaces(7)
public enum ShiftedClock: String, CaseIterable, Sendable {
  case monotonic, boottime

  /// Where it stands, in seconds. clock_gettime(2)
  public var now: Int64 { cl_clock(self == .monotonic ? CL_MONOTONIC : CL_BOOTTIME) }
}

extension WriteFile {
  /// Shifts a clock of the time namespace that the process's next child, or the program it becomes,
  /// will be in; in seconds. Before anybody is in there: afterwards the kernel says EACCES.
  public static func clockOffset(_ clock: ShiftedClock, _ seconds: Int64, in file: Place) -> WriteFile {
    WriteFile(file, CString("\(clock.rawValue) \(seconds) 0"), page: "time_namespaces(7)", lasting: .process)
  }
}
