/// Bytes as people write them: `64M`, of 1024 each.
public struct ByteSize: Hashable, Sendable {
  public let bytes: UInt64
  public init(_ bytes: UInt64) { self.bytes = bytes }

  private static let letters: [Character] = ["K", "M", "G", "T", "P", "E"]

  /// `64M`, `1.5G`, `64MiB`, `4096`; nil for anything else, or too much.
  public init?(_ text: String) {
    var digits = Substring(text.uppercased())
    if digits.hasSuffix("IB") {
      digits = digits.dropLast(2)
    } else if digits.hasSuffix("B") {
      digits = digits.dropLast()
    }
    var factor: UInt64 = 1
    if let letter = digits.last, let power = Self.letters.firstIndex(of: letter) {
      factor = 1 << (10 * UInt64(power + 1))
      digits = digits.dropLast()
    }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }),
      let whole = UInt64(parts[0]), parts.count == 1 || factor > 1
    else { return nil }
    let (product, isTooLarge) = whole.multipliedReportingOverflow(by: factor)
    if isTooLarge { return nil }
    let fraction = parts.count == 2 ? Double("0." + parts[1]) ?? 0 : 0
    let (sum, isTooLargeNow) = product.addingReportingOverflow(UInt64(fraction * Double(factor)))
    if isTooLargeNow { return nil }
    bytes = sum
  }
}

extension ByteSize: CustomStringConvertible {
  /// Four digits at most, and what is left over rounded: `32M`, `1.5G`, `999K`.
  public var description: String {
    if bytes < 1024 { return "\(bytes)B" }
    var value = bytes, power = -1, rest: UInt64 = 0
    while value >= 1024, power < Self.letters.count - 1 {
      rest = value % 1024
      value /= 1024
      power += 1
    }
    let tenths = (rest * 10 + 512) / 1024
    if tenths == 10 { return Self.text(value + 1, 0, power) }
    return Self.text(value, tenths, power)
  }

  private static func text(_ whole: UInt64, _ tenths: UInt64, _ power: Int) -> String {
    let isExact = tenths == 0 || whole >= 100
    return "\(whole)" + (isExact ? "" : ".\(tenths)") + String(letters[power])
  }
}
