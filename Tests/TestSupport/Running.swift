import Foundation

/// A program under way.
///
/// What it writes goes to files, so nothing waits for a reader.
///
/// Not Foundation's Process: that takes a program for running as long as any child of it runs.
public final class Running {
  public let pid: Int32
  private let folder: String
  private var status: Int32?

  public init(_ argv: [String], environment: [String: String]? = nil, input: String = "") throws {
    folder = NSTemporaryDirectory() + "/run-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(input.utf8).write(to: URL(fileURLWithPath: folder + "/in"))
    let variables = (environment ?? ProcessInfo.processInfo.environment).map { "\($0)=\($1)" }
    pid = try spawn(
      ["/usr/bin/env"] + argv, variables,
      opening: [
        (0, folder + "/in", O_RDONLY), (1, folder + "/out", O_WRONLY | O_CREAT | O_APPEND),
        (2, folder + "/err", O_WRONLY | O_CREAT | O_APPEND),
      ], POSIX_SPAWN_SETPGROUP)
  }

  deinit {
    if isRunning { stop() }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Whether it has not ended; reaps it if it has.
  public var isRunning: Bool {
    guard status == nil else { return false }
    var raw: Int32 = 0
    let reaped = unsafe waitpid(pid, &raw, WNOHANG)
    if reaped < 0 { status = overdue }  // ECHILD: what is tested has waited for it already.
    guard reaped == pid else { return reaped == 0 }
    let signal = raw & 0x7F
    status = signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
    return false
  }

  public var output: String { contents(folder + "/out") ?? "" }
  public var error: String { contents(folder + "/err") ?? "" }

  /// Waits for a line that it writes; the whole line, or nil when the time is over.
  public func line(beginning start: String, within seconds: Double = 10) -> String? {
    var found: String?
    _ = eventually(within: seconds) {
      let lines = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      found = lines.first { $0.hasPrefix(start) }.map(String.init)
      return found != nil
    }
    return found
  }

  /// Waits for its end; kills it, and all of its process group, when the time is over.
  public func end(within seconds: Double = 10) -> Ran {
    let inTime = eventually(within: seconds) { !isRunning }
    if !inTime { stop() }
    let note = inTime ? "" : "\n[not ended after \(seconds * scale) s]"
    return (inTime ? status ?? overdue : overdue, output, error + note)
  }

  /// Sends a signal to it alone.
  public func signal(_ number: Int32) { kill(pid, number) }

  /// Kills it and its process group.
  public func stop() {
    kill(-pid, SIGKILL)
    _ = eventually { !isRunning }
  }
}
