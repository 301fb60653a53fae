import Foundation

/// What came of a program: its exit status as a shell shows it (128 + N for a signal), or
/// `overdue`, and what it wrote.
public typealias Ran = (status: Int32, output: String, error: String)

/// The status of a program that did not end in time; it has been killed.
public let overdue: Int32 = -1

/// All deadlines are multiplied by this: a machine under emulation is ten times slower.
public let scale = Double(ProcessInfo.processInfo.environment["ANATOMY_TEST_SCALE"] ?? "") ?? 1

/// Runs a program to its end, in a process group of its own.
public func run(
  _ argv: [String], environment: [String: String]? = nil, input: String = "", deadline: Double = 10
) throws -> Ran {
  let running = try Running(argv, environment: environment, input: input)
  return running.end(within: deadline)
}

/// Runs a script of sh(1).
public func shell(_ script: String, environment: [String: String]? = nil, deadline: Double = 10) throws -> Ran
{
  try run(["sh", "-c", script], environment: environment, deadline: deadline)
}

/// Asks again and again until the answer is yes, or the time is over.
public func eventually(within seconds: Double = 10, _ condition: () -> Bool) -> Bool {
  let end = Date().addingTimeInterval(seconds * scale)
  while Date() < end {
    if condition() { return true }
    usleep(500)
  }
  return condition()
}
