public import Isolation

extension CString {
  /// As a shell must be given it: quoted where it has to be, so that it can be pasted.
  public var shellWord: String {
    let plain = text
    let isPlain = !plain.isEmpty && plain.utf8.allSatisfy(Self.needsNoQuotes)
    return isPlain
      ? plain
      : "'"
        + plain.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }

  private static func needsNoQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_=/.,:+@%".utf8.contains(byte)
    }
  }
}
