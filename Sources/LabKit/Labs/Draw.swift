internal import CLinux
internal import Isolation

/// A value that is drawn for each learner, so that one cannot copy another's answer.
public struct Draw: Hashable, Sendable {
  public let name: String
  let kind: Kind

  enum Kind: Hashable, Sendable {
    /// A word of so many letters that can be a host name.
    case word(Int)
    case number(ClosedRange<Int>)
    /// So many hexadecimal digits, after `0x`; never all zero.
    case hexadecimal(Int)
    case oneOf([String])
    /// What this host does not use yet.
    case free(FreeThing)
    /// One of the processors that the lab may run on. sched_getaffinity(2)
    case allowedProcessor
    /// One word or the other, by the version of the hierarchy that has a controller here. cgroups(7)
    case versionOf(controller: String, one: String, two: String)
  }

  init(_ name: String, _ value: Value) throws(FormatError) {
    self.name = name
    var fields = try value.fields()
    if let length = fields.take("word") {
      let letters = try length.int()
      guard (3...32).contains(letters) else {
        throw length.wrong(Text(en: "a word has 3 to 32 letters", zh: "单词长度应为 3 到 32 个字母"))
      }
      kind = .word(letters)
    } else if let range = fields.take("number") {
      let ends = try range.list()
      let most = 1_000_000_000
      guard ends.count == 2,
        case let (low, high) = (try ends[0].int(in: -most...most), try ends[1].int(in: -most...most)),
        low <= high
      else {
        throw range.wrong(.expected("[FROM, TO]", "[起, 止]"))
      }
      kind = .number(low...high)
    } else if let digits = fields.take("hex") {
      let count = try digits.int()
      guard (1...8).contains(count) else {
        throw digits.wrong(Text(en: "a number has 1 to 8 hexadecimal digits", zh: "应为 1 到 8 位十六进制数字"))
      }
      // Zero, IPC_PRIVATE, is never drawn: an author may say so.
      _ = fields.take("not")
      if let free = fields.take("free") {
        guard try free.text() == "sysv-key" else { throw free.wrong(.expected("sysv-key", "sysv-key")) }
        kind = .free(.systemVKey(digits: count))
      } else {
        kind = .hexadecimal(count)
      }
    } else if let free = fields.take("free") {
      kind = .free(try FreeThing(free, &fields))
    } else if let processor = fields.take("allowed-cpu") {
      guard try processor.text() == "one" else { throw processor.wrong(.expected("one", "one")) }
      kind = .allowedProcessor
    } else if let owner = fields.take("version-of") {
      let controller = try owner.text()
      guard GroupQuantity.controllers.contains(controller) else {
        throw owner.wrong(.expected(GroupQuantity.controllers.joined(separator: ", "), "控制器名称"))
      }
      kind = .versionOf(
        controller: controller, one: try fields.need("one").text(), two: try fields.need("two").text())
    } else {
      let words = try fields.need("one-of")
      let all = try words.texts()
      guard !all.isEmpty else { throw words.wrong(.expected("at least one word", "至少一个值")) }
      kind = .oneOf(all)
    }
    try fields.finish()
  }

  /// It follows from the host alone, so what was drawn before the host was begun anew says nothing.
  var isOfHost: Bool { if case .versionOf = kind { true } else { false } }

  /// Drawn anew.
  func value() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    _ = unsafe cl_random(&bytes, bytes.count)
    return value(bytes)
  }

  /// What 32 bytes of chance come to.
  func value(_ bytes: [UInt8]) -> String {
    let number = bytes.prefix(7).reduce(0) { $0 << 8 | Int($1) }
    switch kind {
    case .word(let letters):
      // Consonants and vowels in turn, so that it can be said aloud in a classroom.
      let consonants = Array("bdfgklmnprstvz"), vowels = Array("aeiou")
      return String(
        (0..<letters).map { index in
          let letters = index % 2 == 0 ? consonants : vowels
          return letters[Int(bytes[index % bytes.count]) % letters.count]
        })
    case .number(let range): return "\(range.lowerBound + number % range.count)"
    case .hexadecimal(let digits): return Self.hexadecimal(digits, number)
    case .free(let thing): return thing.value(number)
    case .allowedProcessor:
      let all = allowedProcessors()
      return "\(all.isEmpty ? 0 : all[number % all.count])"
    case .versionOf(let controller, let one, let two):
      return Session.parentOfSceneGroup(controller)?.version == .one ? one : two
    case .oneOf(let words): return words[number % words.count]
    }
  }

  static func hexadecimal(_ digits: Int, _ number: Int) -> String {
    let text = String(1 + number % (1 << (4 * digits) - 1), radix: 16)
    return "0x" + String(repeating: "0", count: digits - text.count) + text
  }
}
