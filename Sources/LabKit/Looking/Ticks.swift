internal import CLinux

/// Now, in the clock ticks in which proc_pid_stat(5) says when a process started.
func ticksSinceBoot() -> UInt64 {
  // sysconf(_SC_CLK_TCK) is 100 on every architecture of Linux that has user space today.
  // Rounded up: what began in this second may have begun before.
  UInt64(max(0, cl_clock(CL_BOOTTIME)) + 1) * 100
}
