internal import CLinux
public import Isolation

/// Where a tool's words go: one write(2) each.
///
/// So nothing waits in a buffer when a process forks, and the lines of two processes do not mix.
public struct Terminal: Sendable {
  public static let output = Terminal(descriptor: 1)
  public static let input = Terminal(descriptor: 0)
  public static let error = Terminal(descriptor: 2)

  public let descriptor: Int32
  /// Colour only for a person who has not asked to be spared it: see no-color.org.
  public let isColoured: Bool
  public let isInteractive: Bool
  /// Whether what is written there waits for who reads it, or else is lost.
  private var waits = true

  /// The same for who must not wait.
  public var impatient: Terminal {
    var terminal = self
    terminal.waits = false
    return terminal
  }

  /// A file that is written on to; it is made where it is not there. open(2), O_APPEND
  public init(appendingTo path: CString) throws(Errno) {
    // O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK: a pipe without a reader is refused.
    let flags: Int32 = 0o1 | 0o100 | 0o2000 | 0o4000
    self.init(descriptor: try Errno.check(unsafe cl_open(-1, path.bytes, flags, 0o644)))
  }

  /// The same terminal or pipe, opened once more, so that writing there does not wait; nil where it is another file, or
  /// cannot be opened.
  public var reopened: Terminal? {
    let again = cl_reopen_nonblocking(descriptor)
    return again < 0 ? nil : Terminal(descriptor: again)
  }

  init(descriptor: Int32) {
    self.descriptor = descriptor
    isInteractive = cl_isatty(descriptor) == 1
    isColoured = isInteractive && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }

  public func write(_ text: String) { write(Array(text.utf8)) }
  public func write(_ bytes: [UInt8]) {
    if waits { _ = errno(ofWriting: bytes) } else { writeNow(bytes) }
  }

  /// Writes in one piece what need not wait for a reader; else nothing. poll(2), write(2)
  public func writeNow(_ bytes: [UInt8]) { _ = unsafe cl_write_now(descriptor, bytes, bytes.count) }

  /// Writes what the tool was asked for, and ends with a status where that cannot be: on a full disk, or with no
  /// output at all, nobody must take silence for success.
  public func deliver(_ text: String, by tool: String, or status: Int32 = 1) {
    deliver(Array(text.utf8), by: tool, or: status)
  }
  public func deliver(_ bytes: [UInt8], by tool: String, or status: Int32 = 1) {
    guard let errno = errno(ofWriting: bytes) else { return }
    // A reader that has seen enough is no trouble.
    if errno != .brokenPipe { Terminal.error.write("\(tool): write(\(descriptor)): \(errno)\n") }
    exit(status)
  }

  /// Writes; nil, or why not all of it has got there.
  public func errno(ofWriting bytes: [UInt8]) -> Errno? {
    var done = 0
    while done < bytes.count {
      let rest = done == 0 ? bytes : Array(bytes[done...])
      let n = unsafe cl_write(descriptor, rest, rest.count)
      guard n > 0 else { return Errno(Int32(-n)) }
      done += n
    }
    return nil
  }

  /// Its size; nil for what is no terminal, or does not know. TIOCGWINSZ(2const)
  public var size: (columns: Int, rows: Int)? {
    let packed = isInteractive ? cl_window(descriptor) : 0
    return packed >> 16 > 0 ? (Int(packed >> 16), Int(packed & 0xFFFF)) : nil
  }

  /// Text in a style, or plain.
  public func styled(_ text: String, _ style: Style) -> String {
    isColoured && !text.isEmpty ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
  }
}

/// How a word stands out.
///
/// Never the only sign of a meaning.
public enum Style: String, Sendable {
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"
  case reverse = "7"
}
