/// Numbers as the kernel lists them: `0-3,8`. "List format" of cpuset(7)
public struct NumberRanges: Hashable, Sendable {
  public let ranges: [ClosedRange<Int>]

  public init(_ ranges: [ClosedRange<Int>] = []) { self.ranges = ranges }

  /// nil for what is no such list. An empty one is.
  public init?(_ text: String) {
    var ranges: [ClosedRange<Int>] = []
    let text = text.split(separator: "\n").first ?? ""
    for piece in text.split(separator: ",", omittingEmptySubsequences: text.isEmpty) {
      let ends = piece.split(separator: "-", omittingEmptySubsequences: false).map {
        UInt16($0).map(Int.init)
      }
      guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low <= high
      else {
        return nil
      }
      ranges.append(low...high)
    }
    self.ranges = ranges
  }

  /// Processors that are online; nil where sysfs is not mounted. sysfs(5)
  public static var online: NumberRanges? {
    (try? readLine("/sys/devices/system/cpu/online")).flatMap { NumberRanges($0) }
  }

  public var count: Int { ranges.reduce(0) { $0 + $1.count } }
  public func contains(_ number: Int) -> Bool { ranges.contains { $0.contains(number) } }
}

extension NumberRanges: CustomStringConvertible {
  public var description: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
