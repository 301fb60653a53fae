internal import CLinux

extension Terminal {
  /// A line that a person answers with; nil at the end of the input. Ctrl-C ends the line as a letter,
  /// U+0003: a slip of the finger at a question must not end the program. termios(3)
  public func answer() -> String? {
    _ = cl_asking(descriptor, 1)
    defer { _ = cl_asking(descriptor, 0) }
    var line: [UInt8] = []
    var byte: [UInt8] = [0]
    while unsafe cl_read(descriptor, &byte, 1) == 1 {
      if byte[0] == 10 { return String(decoding: line, as: UTF8.self) }
      line.append(byte[0])
      if byte[0] == 3 { return String(decoding: line, as: UTF8.self) }
    }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }
}
