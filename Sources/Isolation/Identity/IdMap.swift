/// Which ids of a user namespace stand for which outside: the lines of its uid_map or gid_map.
/// user_namespaces(7)
public struct IdMap: Hashable, Sendable {
  public private(set) var ranges: [IdRange]

  public init(_ ranges: [IdRange] = []) { self.ranges = ranges }

  /// What /proc/PID/uid_map shows.
  public init(reading text: String) {
    ranges = text.split(separator: "\n").compactMap { line in
      let n = line.split(separator: " ").compactMap { UInt32($0) }
      return n.count == 3 ? IdRange(inside: n[0], outside: n[1], count: n[2]) : nil
    }
  }

  /// The text to write: one write(2), at most a page of 4096 bytes.
  public var text: String { ranges.map { "\($0)\n" }.joined() }

  public func contains(inside id: UInt32) -> Bool {
    ranges.contains { $0.inside <= id && UInt64(id) < $0.insideEnd }
  }
}

extension IdMap {
  /// Maps one id as well, which takes precedence: the ranges make room for it on both sides.
  ///
  /// What follows the gap moves up by one. A range that somebody has chosen ends where it ended, so
  /// it gives up its last id; one that `mayGrow` maps them all.
  public mutating func insert(_ single: IdRange, mayGrow: (IdRange) -> Bool) {
    var all = [single]
    for range in ranges {
      let isTouched = range.overlaps(single)
      all += range.making(room: single, count: range.count - (isTouched && !mayGrow(range) ? 1 : 0))
    }
    ranges = all
  }
}

extension IdRange {
  /// Its first ids, in up to three pieces that leave out the other's two.
  fileprivate func making(room single: IdRange, count: UInt32) -> [IdRange] {
    var pieces: [IdRange] = []
    var next = self, left = count
    while left > 0 {
      if next.inside == single.inside { next.inside += 1 }
      if next.outside == single.outside { next.outside += 1 }
      var piece = next
      piece.count = left
      for (start, gap) in [(next.inside, single.inside), (next.outside, single.outside)] where gap > start {
        piece.count = min(piece.count, gap - start)
      }
      pieces.append(piece)
      left -= piece.count
      next.inside += piece.count
      next.outside += piece.count
    }
    return pieces
  }
}

extension IdMap {
  /// What the kernel would refuse with EINVAL, known before it is written.
  public enum Flaw: Equatable, Sendable {
    case overlap(IdRange, IdRange)
    /// More than 340 lines (UID_GID_MAP_MAX_EXTENTS, Linux 4.15), or more than a page.
    case tooLong
  }

  public var flaw: Flaw? {
    for (i, a) in ranges.enumerated() {
      if let b = ranges[..<i].first(where: { $0.overlaps(a) }) { return .overlap(b, a) }
    }
    return ranges.count > 340 || text.utf8.count >= 4096 ? .tooLong : nil
  }
}
