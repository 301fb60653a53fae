internal import CLinux
internal import Isolation

/// A text file that an author wrote: read with care, since it may be anything.
enum SourceFile {
  /// No lab and no guide is nearly as long. In bytes.
  static let limit = 1 << 20

  /// The text, with the ends of lines of another system made plain; nil where there is no such file.
  static func text(of file: String, limit: Int = limit) throws(FormatError) -> String? {
    let bytes: [UInt8]
    do throws(Errno) {
      // O_NONBLOCK: a FIFO that nobody writes to is empty, and is not waited for.
      bytes = try Descriptor(opening: CString(file), 0o4000).read(atMost: limit + 1)
    } catch {
      if error == .noEntry { return nil }
      throw FormatError(file, Text(en: "cannot be read: \(error)", zh: "无法读取：\(error)"))
    }
    return try text(bytes, file, limit: limit)
  }

  static func text(_ bytes: [UInt8], _ file: String, limit: Int = limit) throws(FormatError) -> String {
    guard bytes.count <= limit else {
      let size = "\(limit >> 20) MiB"
      throw FormatError(
        file,
        Text(
          en: "the file is larger than \(size), so it is not what it should be", zh: "文件大于 \(size)，不是这里要的文件"))
    }
    if let place = bytes.firstIndex(where: { $0 < 0x20 && $0 != 9 && $0 != 10 && $0 != 13 || $0 == 0x7F }) {
      let code = "0x" + (bytes[place] < 16 ? "0" : "") + String(bytes[place], radix: 16)
      throw FormatError(
        file, line: line(of: place, in: bytes),
        Text(en: "there is a control character here (\(code))", zh: "此处有控制字符（\(code)）"))
    }
    if let text = String(validating: bytes, as: UTF8.self) {
      return text.contains("\r") || text.contains("\r\n") ? text.plainLines : text
    }
    throw FormatError(
      file, line: line(of: firstInvalid(bytes), in: bytes),
      Text(en: "this is not UTF-8", zh: "此处不是 UTF-8 编码"))
  }

  private static func line(of place: Int, in bytes: [UInt8]) -> Int {
    1 + bytes[..<place].reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
  }

  /// Where the first byte is that belongs to no character.
  private static func firstInvalid(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8(), iterator = bytes.makeIterator(), place = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { place += UTF8.width(scalar) }
    return place
  }
}

extension String {
  /// With LF at the ends of lines, as on Linux. One CR LF is a single Character in Swift.
  fileprivate var plainLines: String {
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in unicodeScalars {
      if scalar != "\n" || !afterReturn { result.append(scalar == "\r" ? "\n" : scalar) }
      afterReturn = scalar == "\r"
    }
    return String(result)
  }
}

extension Descriptor {
  /// read(2) until the end of the file, or that many bytes.
  borrowing func read(atMost limit: Int) throws(Errno) -> [UInt8] {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while all.count < limit {
      let n = try Errno.check(unsafe cl_read(raw, &chunk, min(chunk.count, limit - all.count)))
      if n == 0 { break }
      all += chunk[..<n]
    }
    return all
  }
}

extension UTF8 {
  /// How many bytes a character takes.
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0x800..<0x10000: 3
    default: 4
    }
  }
}
