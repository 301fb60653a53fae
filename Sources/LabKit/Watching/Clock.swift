internal import CLinux
internal import Isolation

/// Deadlines of the labs. A virtual machine without hardware support is ten times slower.
public enum Clock {
  /// ANATOMY_TEST_SCALE, 1 where it is not set.
  public static var scale: Int64 {
    guard let text = unsafe cl_getenv("ANATOMY_TEST_SCALE") else { return 1 }
    return unsafe max(1, Int64(String(cString: text)) ?? 1)
  }

  /// The moment so many milliseconds from now, times the scale.
  public static func deadline(_ milliseconds: Int64) -> Int64 { cl_now() + milliseconds * scale }
  /// Milliseconds, from an arbitrary beginning.
  public static var now: Int64 { cl_now() }
  public static func pause(_ milliseconds: Int32) { cl_pause(milliseconds) }
}
