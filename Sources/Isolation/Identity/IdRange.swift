/// Ids that follow each other, inside and outside a user namespace: a line of /proc/PID/uid_map.
/// user_namespaces(7)
public struct IdRange: Hashable, Sendable {
  public var inside: UInt32
  public var outside: UInt32
  public var count: UInt32

  public init(inside: UInt32, outside: UInt32, count: UInt32) {
    self.inside = inside
    self.outside = outside
    self.count = count
  }

  /// `INSIDE:OUTSIDE:COUNT`, or as unshare(1) had it before 2.39 `OUTSIDE,INSIDE,COUNT`.
  ///
  /// nil for anything else, for none at all and for ids beyond the last, 4294967294.
  public init?(_ text: String) {
    func numbers(_ separator: Character) -> [UInt32]? {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false).map { UInt32($0) }
      return parts.count == 3 && !parts.contains(nil) ? parts.compactMap(\.self) : nil
    }
    if let n = numbers(":") {
      self.init(inside: n[0], outside: n[1], count: n[2])
    } else if let n = numbers(",") {
      self.init(inside: n[1], outside: n[0], count: n[2])
    } else {
      return nil
    }
    guard count > 0, UInt64(max(inside, outside)) + UInt64(count) <= UInt64(UInt32.max) else { return nil }
  }

  var insideEnd: UInt64 { UInt64(inside) + UInt64(count) }
  var outsideEnd: UInt64 { UInt64(outside) + UInt64(count) }

  /// Whether an id, on either side, is in both: then the kernel takes neither.
  func overlaps(_ other: IdRange) -> Bool {
    UInt64(inside) < other.insideEnd && UInt64(other.inside) < insideEnd
      || UInt64(outside) < other.outsideEnd && UInt64(other.outside) < outsideEnd
  }
}

extension IdRange: CustomStringConvertible {
  /// `0 100000 65536`, as the kernel reads it.
  public var description: String { "\(inside) \(outside) \(count)" }
}
