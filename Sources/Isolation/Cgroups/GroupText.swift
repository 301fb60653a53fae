/// What a file of a control group says. "Interface Files" of the kernel's cgroup-v2 document
///
/// Keys that are not known are passed over, those that are not there are nil: kernels differ in both.
public struct GroupText: Sendable {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }
  public init(_ text: String) { bytes = Array(text.utf8)[...] }

  /// The file's only value.
  public var number: UInt64? { Self.number(firstLine) }

  /// The file's only value, which may be `max`.
  public var limit: Limit? { Limit(String(decoding: firstLine, as: UTF8.self)) }

  /// `KEY VALUE` on a line of its own.
  public func number(of key: String) -> UInt64? { word(of: key).flatMap(Self.number) }

  /// The same of a value that may be `max`.
  public func limit(of key: String) -> Limit? {
    word(of: key).flatMap { Limit(String(decoding: $0, as: UTF8.self)) }
  }

  private func word(of key: String) -> ArraySlice<UInt8>? {
    let key = key.utf8
    var found: ArraySlice<UInt8>?
    forEachLine { line in
      if line.count > key.count, line[line.startIndex + key.count] == space, line.starts(with: key) {
        found = line.dropFirst(key.count + 1)
      }
      return found == nil
    }
    return found
  }

  /// All `KEY VALUE`, in the file's order.
  public var numbers: [(key: String, value: UInt64)] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 2, let value = UInt64(words[1]) else { return nil }
      return (String(words[0]), value)
    }
  }

  public var lines: [Substring] { text.split(separator: "\n") }
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes of each line without its end, until `body` has enough.
  func forEachLine(_ body: (ArraySlice<UInt8>) -> Bool) {
    var start = bytes.startIndex
    while start < bytes.endIndex {
      var end = start
      while end < bytes.endIndex, bytes[end] != newline { end += 1 }
      if !body(bytes[start..<end]) { return }
      start = end + 1
    }
  }

  private var firstLine: ArraySlice<UInt8> { bytes.prefix { $0 != newline } }

  /// A number and nothing else.
  static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for byte in digits {
      guard byte >= 48, byte <= 57 else { return nil }
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooLargeNow) = product.addingReportingOverflow(UInt64(byte - 48))
      if isTooLarge || isTooLargeNow { return nil }
      value = sum
    }
    return digits.isEmpty ? nil : value
  }
}

private let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")
