import Foundation

/// Whether this is the virtual machine, some thirty times slower without hardware support.
public let isPlayground = ProcessInfo.processInfo.environment["CONTAINER_ANATOMY_IN_PLAYGROUND"] != nil

/// All rows of a long table; in the virtual machine each fifth, since all of them ran on the host.
public func sample<Row>(_ rows: [Row]) -> [Row] {
  guard isPlayground else { return rows }
  return rows.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)
}
