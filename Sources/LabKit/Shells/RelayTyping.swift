internal import CLinux
internal import Isolation

/// A relay that types by itself, to make again what earlier steps had made.
extension Relay {
  /// Types a line as the learner would, and shows what comes of it; whether a prompt came back in time.
  public func type(_ text: String, before deadline: Int64) -> Bool {
    guard awaitPrompt(before: deadline) else { return false }
    shell.pty.write(Array((text + "\r").utf8))
    // The echo of the line ends with an end of line; what comes then is its answer.
    let ends = line.ends
    let isAnswered = pump(before: deadline) { [self] in line.ends > ends }
    return isAnswered && awaitPrompt(before: deadline)
  }

  /// A line that waits for an end, nobody at work, and nothing more for a while.
  public func awaitPrompt(before deadline: Int64) -> Bool {
    var quietSince = cl_now()
    return pump(before: deadline) { [self] in
      let isQuiet = cl_now() - quietSince >= 120
      return isQuiet && line.isVisible && isIdle
    } received: {
      quietSince = cl_now()
    }
  }

  private func pump(before deadline: Int64, until isDone: () -> Bool, received: () -> Void = {}) -> Bool {
    while cl_now() < deadline {
      guard let bytes = shell.pty.read(within: 20) else { return false }
      if !bytes.isEmpty {
        received()
        line.add(bytes)
        show(bytes)
      }
      if isDone() { return true }
    }
    return false
  }

  /// Whoever has the terminal sleeps.
  private var isIdle: Bool {
    let group = cl_foreground(master)
    guard group > 0, let leader = try? ProcessStatus(of: group) else { return true }
    return leader.state == "S"
  }
}
