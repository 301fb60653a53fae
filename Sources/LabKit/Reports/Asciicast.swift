internal import CLinux
public import Isolation

/// Writes what a terminal shows into a file as it happens: asciicast version 2, which asciinema and its players
/// show again. A line of JSON an event; a marker a step.
public final class Asciicast {
  private let file: Descriptor
  private let began: Int64
  /// The first bytes of a character whose rest has not come yet.
  private var pending: [UInt8] = []
  /// Why nothing more is written. A lab shall not be stopped by a full disk.
  public private(set) var failure: KernelError?
  private let path: String

  /// `time`: seconds since 1970.
  public init(
    _ path: String, columns: Int, rows: Int, title: String, time: Int? = nil,
    now: Int64 = Clock.now
  ) throws(KernelError) {
    self.path = path
    began = now
    do throws(Errno) {
      // O_WRONLY|O_CREAT|O_TRUNC
      file = Descriptor(raw: try Errno.check(unsafe cl_open(-1, path, 0o1101, 0o600)))
    } catch {
      throw KernelError("open(\"\(path)\")", error)
    }
    let term = ClassMember.value("TERM") ?? "xterm-256color"
    let variables = [("TERM", term), ("SHELL", "/bin/sh")].map { Json.Field($0.0, .string($0.1)) }
    let head: [Json.Field] = [
      Json.Field("version", .number(2)), Json.Field("width", .number(columns)),
      Json.Field("height", .number(rows)),
      Json.Field("timestamp", .number(time ?? Int(cl_clock(CL_REALTIME)))),
      Json.Field("title", .string(title)), Json.Field("env", .object(variables)),
    ]
    write(Json.object(head).description)
  }

  /// Bytes that a terminal was given as they are: those of a pseudo-terminal's master.
  public func output(_ bytes: [UInt8], now: Int64 = Clock.now) {
    let all = pending + bytes
    let end = all.count - all.unfinishedCharacter
    pending = Array(all[end...])
    guard end > 0 else { return }
    event("o", String(decoding: all[..<end], as: UTF8.self), now)
  }

  /// Text of a program, whose line feeds the terminal driver turns into CR LF.
  public func output(_ text: String, now: Int64 = Clock.now) {
    output(text.utf8.flatMap { $0 == 10 ? [13, 10] : [$0] }, now: now)
  }

  /// A place to jump to.
  public func marker(_ label: String, now: Int64 = Clock.now) { event("m", label, now) }

  private func event(_ code: String, _ data: String, _ now: Int64) {
    let passed = max(0, now - began)
    let thousandths = String(passed % 1000 + 1000).dropFirst()
    write("[\(passed / 1000).\(thousandths),\"\(code)\",\(Json.string(data).description)]")
  }

  private func write(_ line: String) {
    guard failure == nil else { return }
    let bytes = Array((line + "\n").utf8)
    let written = unsafe cl_write(file.raw, bytes, bytes.count)
    if written < bytes.count {
      failure = KernelError("write(\"\(path)\")", written < 0 ? Errno(Int32(-written)) : .noSpace)
    }
  }
}

extension [UInt8] {
  /// How many bytes at the end begin a character of UTF-8 that is not whole.
  fileprivate var unfinishedCharacter: Int {
    for back in 1...3 where back <= count {
      let byte = self[count - back]
      if byte & 0xC0 == 0x80 { continue }
      let needed = byte >= 0xF8 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return needed > back ? back : 0
    }
    return 0
  }
}
