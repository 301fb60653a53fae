internal import CLinux

extension Terminal {
  /// A line that a person types, without its end; nil at the end of the input.
  public func readLine() -> String? {
    var line: [UInt8] = []
    var byte: [UInt8] = [0]
    while unsafe cl_read(descriptor, &byte, 1) == 1 {
      if byte[0] == 10 { return String(decoding: line, as: UTF8.self) }
      line.append(byte[0])
    }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  /// Waits until Enter is pressed, or the input ends.
  public func waitForEnter() { _ = readLine() }
}

extension Terminal {
  /// Does something while the terminal, raw before and after, edits lines and goes back at their
  /// ends. termios(3)
  public func cooked(_ body: () -> Void) {
    _ = cl_raw(descriptor, 0)
    body()
    _ = cl_raw(descriptor, 1)
  }
}
