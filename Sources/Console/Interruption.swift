internal import CLinux

/// SIGINT and SIGTERM as an answer, for a program that has to tidy up before it ends. sigwait(3)
public enum Interruption {
  /// From now on they wait until they are asked for.
  public static func hold() { cl_hold_signals(1) }

  /// Waits; whether one came.
  public static func comes(within milliseconds: Int32) -> Bool { cl_await_signal(milliseconds) > 0 }
}
