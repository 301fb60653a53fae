internal import Isolation

/// What a process does with a signal: `{signal: TERM, of: NAME, is: default|ignored|caught|blocked}`.
/// SigBlk, SigIgn and SigCgt of proc_pid_status(5)
enum SignalSubject {
  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    guard let signal = Signal(try value.text()) else { throw value.wrong(.expected("a signal", "信号名")) }
    let comparison = try Comparison(fields.need("is"), names)
    let place = try names.binding(fields.need("of"))
    return Comparing(
      subject: PlacedSubject(
        place: place,
        words: { Text(en: "what \($0) does with \(signal)", zh: "\($0) 对 \(signal) 的处理方式") },
        reader: { _, pid in
          let path = "/proc/\(pid)/status"
          let text: String
          do throws(Errno) { text = try readFile(CString(path)) } catch { return .unreadable(path, error) }
          func mask(_ key: String) -> UInt64 {
            let line = text.split(separator: "\n").first { $0.hasPrefix(key + ":") } ?? ""
            return UInt64(line.drop { $0 != ":" }.dropFirst().filter { !$0.isWhitespace }, radix: 16) ?? 0
          }
          for (key, word) in [("SigBlk", "blocked"), ("SigIgn", "ignored"), ("SigCgt", "caught")]
          where mask(key) >> UInt64(signal.number - 1) & 1 == 1 {
            return .value(word, source: "\(key) in \(path)")
          }
          return .value("default", source: "SigIgn, SigCgt in \(path)")
        }),
      comparison: comparison)
  }
}
