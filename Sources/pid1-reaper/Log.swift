import Console
import Isolation

/// Where the story goes. An init must never wait for whoever reads it, nor end where a disk is full: what
/// cannot be written at once is lost.
struct Log: Sendable {
  let terminal: Terminal
  /// To be kept open; nil for standard error, which is kept in any case.
  let descriptor: Int32?

  private init(_ terminal: Terminal) { (self.terminal, descriptor) = (terminal, nil) }
  static var standardError: Log { Log(Terminal.error.impatient) }

  /// A file that is written on to.
  init(_ file: CString) throws(Refusal) {
    do throws(Errno) {
      terminal = try Terminal(appendingTo: file).impatient
      descriptor = terminal.descriptor
    } catch { throw .noLog(file, error) }
  }

  /// Standard error for who must not wait: a terminal or a pipe is opened once more, for itself.
  init() {
    let again = Terminal.error.reopened
    (terminal, descriptor) = ((again ?? .error).impatient, again?.descriptor)
  }

  func write(_ text: String) { terminal.write(text) }
  func write(_ bytes: [UInt8]) { terminal.write(bytes) }
}

extension Refusal {
  fileprivate static func noLog(_ file: CString, _ errno: Errno) -> Refusal {
    Refusal(Text(en: "--log \(file.text): \(errno)", zh: "--log \(file.text)：\(errno)"), isUsage: false)
  }
}
