internal import CLinux

extension CString {
  var isAbsolute: Bool { bytes.first == CChar(bitPattern: UInt8(ascii: "/")) }

  /// A path such as `42/ns`, made without a String.
  init(_ number: Int32, _ rest: CString) {
    var digits: [CChar] = []
    var left = number
    repeat {
      digits.append(CChar(0x30 + left % 10))
      left /= 10
    } while left > 0
    digits.reverse()
    self.init(bytes: (digits + rest.bytes.dropLast()).map(UInt8.init(bitPattern:)))
  }
}

extension Descriptor {
  /// The numbers among the names in this directory, as /proc has them for processes, threads and
  /// open files. getdents64(2)
  borrowing func numbers() throws(Errno) -> [Int32] {
    var all: [Int32] = []
    var chunk = [CChar](repeating: 0, count: 8192)
    while true {
      let n = try Errno.check(unsafe cl_list(raw, &chunk, chunk.count))
      if n == 0 { return all }
      var number: Int32? = 0
      for byte in chunk[..<n] {
        if byte == 0 {
          if let number { all.append(number) }
          number = 0
        } else if byte >= 0x30, byte <= 0x39, let known = number, known < 100_000_000 {
          number = known * 10 + Int32(byte - 0x30)
        } else {
          number = nil
        }
      }
    }
  }
}
