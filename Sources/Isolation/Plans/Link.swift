internal import CLinux

/// One end of a socket between two processes of a plan. It closes on exec: the other side then
/// reads the end of the file, and so knows that exec succeeded.
final class Link {
  private let end: Descriptor
  private init(_ end: consuming Descriptor) { self.end = end }

  var raw: Int32 { end.raw }

  static func pair() throws(Errno) -> (Link, Link) {
    var ends: [Int32] = [-1, -1]
    try Errno.check(unsafe cl_socketpair(&ends))
    return (Link(Descriptor(raw: ends[0])), Link(Descriptor(raw: ends[1])))
  }

  enum Message: Equatable {
    /// The step is done; go on with the next.
    case done(Int)
    case failed(Int, Errno)
    /// Nothing can fail any more but an exec: what then ends the link is no accident.
    case over
  }

  func send(_ message: Message) throws(Errno) {
    var words: [Int32] =
      switch message {
      case .done(let step): [Int32(step), 0]
      case .failed(let step, let errno): [Int32(step), errno.code]
      case .over: [-1, 0]
      }
    try Errno.check(unsafe cl_send(end.raw, &words, 8))
  }

  /// Whether the process at the other end is gone, by exit or by exec.
  var isDeserted: Bool {
    guard cl_poll_in(end.raw, 0) > 0 else { return false }
    var words: [Int32] = [0, 0]
    return unsafe cl_receive(end.raw, &words, 8) == 0
  }

  /// nil: the other side is gone, by exit or by exec.
  func receive() throws(Errno) -> Message? {
    var words: [Int32] = [0, 0]
    guard try Errno.check(unsafe cl_receive(end.raw, &words, 8)) == 8 else { return nil }
    if words[0] < 0 { return .over }
    return words[1] == 0 ? .done(Int(words[0])) : .failed(Int(words[0]), Errno(words[1]))
  }
}
