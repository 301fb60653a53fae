import Dispatch
import Foundation

/// A program under way. What it writes goes to files, so nothing waits for a reader.
public final class Running {
  private let process = Process()
  private let folder: URL
  private let ended = DispatchSemaphore(value: 0)

  public init(_ argv: [String], environment: [String: String]? = nil, input: String = "") throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("run-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["in", "out", "err"] { try Data().write(to: folder.appendingPathComponent(name)) }
    try Data(input.utf8).write(to: folder.appendingPathComponent("in"))
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = argv
    process.environment = environment
    process.standardInput = try FileHandle(forReadingFrom: folder.appendingPathComponent("in"))
    process.standardOutput = try FileHandle(forWritingTo: folder.appendingPathComponent("out"))
    process.standardError = try FileHandle(forWritingTo: folder.appendingPathComponent("err"))
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
  }

  deinit {
    if process.isRunning { stop() }
    try? FileManager.default.removeItem(at: folder)
  }

  public var pid: Int32 { process.processIdentifier }
  public var isRunning: Bool { process.isRunning }
  public var output: String { read("out") }
  public var error: String { read("err") }

  private func read(_ name: String) -> String {
    let data = try? Data(contentsOf: folder.appendingPathComponent(name))
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

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
    let inTime = ended.wait(timeout: .now() + seconds * scale) == .success
    if !inTime { stop() }
    let killed = process.terminationReason == .uncaughtSignal
    let status = inTime ? (killed ? 128 : 0) + process.terminationStatus : overdue
    return (status, output, error + (inTime ? "" : "\n[not ended after \(seconds * scale) s]"))
  }

  /// Sends a signal to it alone.
  public func signal(_ number: Int32) { kill(pid, number) }

  /// Kills it and its process group.
  public func stop() {
    kill(-pid, SIGKILL)
    process.waitUntilExit()
  }
}
