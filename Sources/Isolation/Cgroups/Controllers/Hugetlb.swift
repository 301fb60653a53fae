/// Huge pages of one size that a group has and may have. hugetlb.SIZE.current and .max; .usage_in_bytes and
/// .limit_in_bytes
public struct HugePages: Hashable, Sendable {
  /// As the kernel writes it: `2MB`, `1GB`.
  public var size: String
  /// In bytes.
  public var current: UInt64
  public var limit: Limit?
  /// How often the limit was reached.
  public var refusals: UInt64?

  /// Of every size that this kernel has: /sys/kernel/mm/hugepages
  public static func all(
    in folder: borrowing GroupFolder, sizes: [String] = HugePages.sizes, _ buffer: inout GroupBuffer
  ) throws(Errno) -> [HugePages] {
    let isTwo = folder.version == .two
    var all: [HugePages] = []
    for size in sizes {
      let name = "hugetlb.\(size)."
      let current = try buffer.optional(CString(name + (isTwo ? "current" : "usage_in_bytes")), in: folder)?
        .number
      guard let current else { continue }
      let limit = try buffer.optional(CString(name + (isTwo ? "max" : "limit_in_bytes")), in: folder)?.limit
      let refusals =
        isTwo
        ? try buffer.optional(CString(name + "events"), in: folder)?.number(of: "max")
        : try buffer.optional(CString(name + "failcnt"), in: folder)?.number
      all.append(HugePages(size: size, current: current, limit: limit, refusals: refusals))
    }
    return all
  }

  /// Those of this kernel.
  public static var sizes: [String] {
    let names = (try? Descriptor(opening: "/sys/kernel/mm/hugepages").names()) ?? []
    // `hugepages-2048kB`
    return names.compactMap { Int($0.text.drop { !$0.isNumber }.prefix { $0.isNumber }) }.sorted().map(word)
  }

  private static func word(_ kilobytes: Int) -> String {
    if kilobytes >= 1 << 20 { return "\(kilobytes >> 20)GB" }
    return kilobytes >= 1 << 10 ? "\(kilobytes >> 10)MB" : "\(kilobytes)KB"
  }
}

extension GroupSetting {
  /// `size`: `2MB`, `1GB`
  public static func hugePages(_ size: String, _ limit: Limit) -> GroupSetting {
    GroupSetting(
      "hugetlb", two: [("hugetlb.\(size).max", limit.word)],
      one: [("hugetlb.\(size).limit_in_bytes", limit.wordOfOne)])
  }
}
