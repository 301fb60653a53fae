import Glibc

@testable import Isolation

/// A step that only leaves a mark, so that doing and undoing can be seen without privilege.
struct Mark: Undo, Equatable {
  let text: String
  let log: Int32
  init(_ text: String, log: Int32) {
    self.text = text
    self.log = log
  }
  static var word: String { "mark" }
  var words: [CString] { [CString(text)] }
  init?(_ words: [CString]) { nil }
  var call: String { text }
  var page: String { "" }
  var undo: (any Undo)? { text.hasPrefix("-") ? nil : Mark("-" + text, log: log) }
  var hasUndo: Bool { !text.hasPrefix("-") }
  func perform(in scene: inout Scene) throws(Errno) {
    let line = Array((text + " ").utf8)
    _ = unsafe write(log, line, line.count)
  }
}

/// A step that fails.
struct Refuse: Action, Equatable {
  var call: String { "refuse()" }
  var page: String { "" }
  func perform(in scene: inout Scene) throws(Errno) { throw .noSpace }
}

/// A step at which its process is killed.
struct Vanish: Action, Equatable {
  var call: String { "kill(getpid(), SIGKILL)" }
  var page: String { "" }
  func perform(in scene: inout Scene) throws(Errno) { kill(getpid(), SIGKILL) }
}

/// A pipe that several processes write to.
final class Log {
  private var ends: [Int32] = [0, 0]
  init() { unsafe pipe(&ends) }
  var end: Int32 { ends[1] }

  /// All that is written until the last writer is gone.
  func read() -> String {
    close(ends[1])
    defer { close(ends[0]) }
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while case let n = unsafe Glibc.read(ends[0], &buffer, 256), n > 0 { all += buffer[..<n] }
    return String(decoding: all, as: UTF8.self)
  }
}
