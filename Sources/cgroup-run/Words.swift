import Console
import Isolation

/// How the arguments of limits are read: refused where they are none.
extension CString? {
  private var word: String { self?.text ?? "" }

  /// `64M`, `max`
  func size() throws(Refusal) -> Limit {
    if word == "max" { return .unlimited }
    guard let size = ByteSize(word) else {
      throw Refusal(
        Text(en: "\"\(word)\" is no size, such as 64M, 1.5G or max", zh: "“\(word)”不是大小，例如 64M、1.5G 或 max"))
    }
    return Limit(size.bytes)
  }

  /// `0.5`, `max`; in thousandths
  func processors() throws(Refusal) -> Limit {
    if word == "max" { return .unlimited }
    // The kernel's least is a millisecond in a period, of which there are ten a second.
    guard let number = Double(word), number >= 0.01, number <= 10_000 else {
      throw Refusal(
        Text(
          en: "\"\(word)\" is no number of processors, such as 0.5 or 2; the least is 0.01",
          zh: "“\(word)”不是处理器数量，例如 0.5 或 2；最小为 0.01"))
    }
    return .at(UInt64(number * 1000 + 0.5))
  }

  func weight() throws(Refusal) -> UInt64 {
    let weight: UInt64 = try number()
    guard (1...10_000).contains(weight) else {
      throw Refusal(Text(en: "a weight is from 1 to 10000", zh: "权重的范围是 1 到 10000"))
    }
    return weight
  }

  func count() throws(Refusal) -> Limit {
    if word == "max" { return .unlimited }
    return .at(try number(UInt32.self).wide)
  }

  func list() throws(Refusal) -> NumberRanges {
    guard let list = NumberRanges(word), list.count > 0 else {
      throw Refusal(Text(en: "\"\(word)\" is no list such as 0-2,4", zh: "“\(word)”不是 0-2,4 这样的列表"))
    }
    return list
  }

  /// One component of a path, which the kernel would take.
  func groupName() throws(Refusal) -> CString? {
    let isUsable = !word.isEmpty && word != "." && word != ".." && !word.contains { $0 == "/" || $0 == "\n" }
    guard isUsable, word.utf8.count <= 255 else {
      throw Refusal(
        Text(
          en: "a group's name has neither slash nor end of line, and at most 255 bytes",
          zh: "组的名称不能含有斜杠或换行，且最长 255 字节"))
    }
    return self
  }

  /// `/dev/sda:rbps=1M,wiops=max`, `8:0:rbps=1M`
  func deviceBounds() throws(Refusal) -> Options.DeviceBounds {
    let pieces = word.split(separator: ":", omittingEmptySubsequences: false)
    guard pieces.count >= 2, let last = pieces.last else { throw .noBounds(word) }
    let device = word.dropLast(last.utf8.count + 1)
    var bounds: [IOBound: Limit] = [:]
    for part in last.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let bound = IOBound(rawValue: String(sides[0])) else { throw .noBounds(word) }
      // A bound of 0 would be none on version 1, and is refused by version 2.
      if sides[1] == "max" {
        bounds[bound] = .unlimited
      } else if let size = ByteSize(String(sides[1])), size.bytes > 0 {
        bounds[bound] = .at(size.bytes)
      } else {
        throw .noBounds(word)
      }
    }
    guard !device.isEmpty, !bounds.isEmpty else { throw .noBounds(word) }
    return Options.DeviceBounds(device: CString(String(device)), bounds: bounds)
  }

  /// `2MB:64M`
  func hugeLimit() throws(Refusal) -> Options.HugeLimit {
    let sides = word.split(separator: ":", omittingEmptySubsequences: false)
    guard sides.count == 2 else { throw .noHugeLimit(word) }
    let size = String(sides[0]).uppercased(), sizes = HugePages.sizes
    guard sizes.contains(size) else { throw .unknown(CString(size), sizes.joined(separator: ", ")) }
    let limit: Limit? = sides[1] == "max" ? .unlimited : ByteSize(String(sides[1])).map { Limit($0.bytes) }
    guard let limit else { throw .noHugeLimit(word) }
    return Options.HugeLimit(size: size, limit: limit)
  }
}

extension UInt32 {
  fileprivate var wide: UInt64 { UInt64(self) }
}

extension Refusal {
  fileprivate static func noBounds(_ word: String) -> Refusal {
    Refusal(
      Text(
        en: "\"\(word)\" is not DEVICE:BOUNDS, such as /dev/sda:rbps=1M,wiops=100",
        zh: "“\(word)”不是“设备:上限”的形式，例如 /dev/sda:rbps=1M,wiops=100"))
  }
  fileprivate static func noHugeLimit(_ word: String) -> Refusal {
    Refusal(
      Text(en: "\"\(word)\" is not SIZE:LIMIT, such as 2MB:64M", zh: "“\(word)”不是“大小:上限”的形式，例如 2MB:64M"))
  }
}
