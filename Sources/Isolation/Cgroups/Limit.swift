/// An upper bound: a number, or none.
///
/// Version 2 writes `max` for none. Version 1 writes -1, or the largest number of whole pages that a signed
/// number holds: 9223372036854771712 where a page has 4 KiB, less where it is larger.
public enum Limit: Hashable, Sendable {
  case at(UInt64)
  case unlimited

  /// nil for what is neither a number nor `max`.
  public init?(_ text: some StringProtocol) {
    if text == "max" || text == "-1" {
      self = .unlimited
    } else if let number = UInt64(text) {
      self.init(number)
    } else {
      return nil
    }
  }

  public init(_ number: UInt64) { self = number >= Self.none ? .unlimited : .at(number) }

  /// The largest number of pages of 64 KiB, which is the least that stands for none.
  private static let none = UInt64(Int64.max) & ~0xffff

  public var number: UInt64? { if case .at(let number) = self { number } else { nil } }

  /// As version 2 reads and writes it.
  public var word: String { number.map { String($0) } ?? "max" }
  /// As version 1 wants it written.
  public var wordOfOne: String { number.map { String($0) } ?? "-1" }
}

extension Limit: Comparable {
  public static func < (a: Limit, b: Limit) -> Bool {
    switch (a, b) {
    case (.at(let a), .at(let b)): a < b
    case (.at, .unlimited): true
    case (.unlimited, _): false
    }
  }
}

extension Limit: CustomStringConvertible {
  public var description: String { word }
}
