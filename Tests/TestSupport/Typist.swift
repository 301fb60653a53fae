import CLinux
import Foundation

/// A program on a terminal, and somebody who types into it and reads what it shows.
public final class Typist {
  public let pid: Int32
  private let master: Int32
  /// All that was shown and not yet passed over by `sees`.
  public private(set) var screen = ""
  /// All that was shown.
  public private(set) var transcript = ""
  /// The beginning of a letter whose other bytes have not come yet.
  private var rest: [UInt8] = []

  /// POSIX_SPAWN_SETSID of spawn.h, which the importer does not see.
  private static let newSession: Int32 = 0x80

  public init(_ argv: [String], environment: [String: String], columns: Int32 = 100) throws {
    var path = [CChar](repeating: 0, count: 128)
    master = unsafe cl_pty(&path, path.count)
    guard master >= 0 else { throw POSIXError(.ENXIO) }
    _ = cl_set_window(master, columns, 40)
    let slave = String(decoding: path.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    pid = try spawn(
      ["/usr/bin/env"] + argv, environment.map { "\($0)=\($1)" },
      opening: [(0, slave, O_RDWR), (1, slave, O_RDWR), (2, slave, O_RDWR)], Self.newSession)
  }

  deinit {
    kill(pid, SIGKILL)
    var raw: Int32 = 0
    _ = unsafe waitpid(pid, &raw, 0)
    _ = cl_close(master)
  }

  public func types(_ line: String) { presses(line + "\n") }

  /// Keys without Enter after them.
  public func presses(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = unsafe cl_write(master, bytes, bytes.count)
  }

  /// Reads until the text is there, and passes over it; false when the time is over.
  public func sees(_ text: String, within seconds: Double = 15) -> Bool {
    eventually(within: seconds) {
      read()
      guard let found = screen.range(of: text) else { return false }
      screen = String(screen[found.upperBound...])
      return true
    }
  }

  /// Reads until one of them is there, and passes over the first; its place among them, or nil.
  public func sees(oneOf texts: [String], within seconds: Double = 15) -> Int? {
    var found: Int?
    _ = eventually(within: seconds) {
      read()
      let places = texts.indices.compactMap { index in
        screen.range(of: texts[index]).map { (index, $0) }
      }
      guard let first = places.min(by: { $0.1.lowerBound < $1.1.lowerBound }) else { return false }
      screen = String(screen[first.1.upperBound...])
      found = first.0
      return true
    }
    return found
  }

  /// Whether it ends in time, and with what status.
  public func ends(within seconds: Double = 15) -> Int32? {
    var raw: Int32 = 0
    let ended = eventually(within: seconds) {
      read()
      return unsafe waitpid(pid, &raw, WNOHANG) == pid
    }
    guard ended else { return nil }
    return raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + raw & 0x7F
  }

  /// Whether more was shown, and so many milliseconds later at most.
  @discardableResult
  public func read(within milliseconds: Int32 = 0) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 4096), patience = milliseconds, isMore = false
    while cl_poll_in(master, patience) > 0, case let n = unsafe cl_read(master, &chunk, chunk.count), n > 0 {
      (isMore, patience) = (true, 0)
      let bytes = rest + chunk[..<n], whole = Self.whole(bytes)
      rest = Array(bytes[whole...])
      let text = String(decoding: bytes[..<whole], as: UTF8.self).replacingOccurrences(of: "\r", with: "")
      screen += text
      transcript += text
    }
    return isMore
  }

  /// How many of the bytes are letters of UTF-8 that are all there.
  private static func whole(_ bytes: [UInt8]) -> Int {
    guard let first = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }), bytes[first] >= 0xC0 else {
      return bytes.count
    }
    let length = bytes[first] >= 0xF0 ? 4 : bytes[first] >= 0xE0 ? 3 : 2
    return bytes.count - first < length ? first : bytes.count
  }
}
