/// Bytes ended by NUL, as the kernel takes names and arguments.
///
/// They need not be UTF-8: a String would silently replace what is not.
public struct CString: Hashable, Sendable {
  /// NUL included. An Array, since Swift passes one where C wants a pointer.
  package let bytes: [CChar]

  public init(_ text: String) { bytes = Array(text.utf8CString) }

  @unsafe public init(_ pointer: UnsafePointer<CChar>) {
    var end = 0
    while unsafe pointer[end] != 0 { end += 1 }
    unsafe bytes = Array(UnsafeBufferPointer(start: pointer, count: end + 1))
  }

  /// Bytes as they were read; what follows a NUL is dropped.
  public init(bytes raw: some Sequence<UInt8>) {
    bytes = raw.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
  }

  /// Bytes of which the last is the NUL, and no other.
  init(ended bytes: ArraySlice<CChar>) { self.bytes = Array(bytes) }

  /// As text, with what is not UTF-8 replaced: for showing, never for passing on.
  public var text: String {
    String(decoding: bytes.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
  public var isEmpty: Bool { bytes.count == 1 }

  /// Without its first bytes.
  public func dropping(_ count: Int) -> CString {
    CString(bytes: bytes.dropFirst(count).map(UInt8.init(bitPattern:)))
  }

  public static func + (a: CString, b: CString) -> CString {
    var bytes = a.bytes
    bytes.removeLast()
    bytes += b.bytes
    return CString(ended: bytes[...])
  }
}

extension CString: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self.init(text) }
}

extension CString: CustomStringConvertible {
  /// As strace shows it, quotes included: every byte can be told from every other.
  public var description: String {
    let raw = bytes.dropLast().map(UInt8.init(bitPattern:))
    var text = "\""
    if let valid = String(validating: raw, as: UTF8.self) {
      for scalar in valid.unicodeScalars { text += scalar.escaped(asASCII: false) }
    } else {
      for byte in raw {
        text +=
          byte < 0x80
          ? Unicode.Scalar(byte).escaped(asASCII: true) : "\\x" + String(byte, radix: 16)
      }
    }
    return text + "\""
  }
}
