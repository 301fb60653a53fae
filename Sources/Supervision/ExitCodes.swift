public import Isolation

/// The exit status that an ending of the command is told by.
public struct ExitCodes: Hashable, Sendable {
  private var mapped: [Int32: Int32] = [:]

  public init() {}

  /// `status`: as a shell shows it, so 128 + N for a signal.
  public mutating func map(_ status: Int32, to other: Int32) { mapped[status] = other }

  /// N, 128 + N of a signal, or what was asked for in place of it.
  public func status(of ending: Ending) -> Int32 { mapped[ending.status] ?? ending.status }
}
