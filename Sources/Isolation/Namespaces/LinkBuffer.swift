internal import CLinux

/// Reads links such as `net:[4026531840]` without making text of them: there are many.
struct LinkBuffer {
  private var bytes = [CChar](repeating: 0, count: 64)
  private var count = 0

  /// readlinkat(2): the number between the brackets; nil for a link of another form.
  mutating func number(of name: CString, in directory: Int32) throws(Errno) -> UInt64? {
    count = 0
    count = try Errno.check(unsafe cl_readlink(directory, name.bytes, &bytes, bytes.count))
    guard var at = bytes[..<count].firstIndex(of: 0x5B) else { return nil }
    var number: UInt64 = 0
    at += 1
    while at < count, case let digit = bytes[at], digit >= 0x30, digit <= 0x39, number < 1 << 60 {
      number = number * 10 + UInt64(digit - 0x30)
      at += 1
    }
    return at < count && bytes[at] == 0x5D ? number : nil
  }

  /// Before the colon of the link last read: a kind of namespace; nil for anything else.
  var kind: NamespaceKind? { NamespaceKind.allCases.first { begins(with: $0.name) } }
  /// The name of a file, and not what the kernel says of one without.
  var isPath: Bool { count > 0 && bytes[0] == 0x2F }
  var isSocket: Bool { begins(with: "socket") }

  private func begins(with word: String) -> Bool {
    var at = 0
    for byte in word.utf8 {
      guard at < count, bytes[at] == CChar(bitPattern: byte) else { return false }
      at += 1
    }
    return at < count && bytes[at] == 0x3A
  }
}
