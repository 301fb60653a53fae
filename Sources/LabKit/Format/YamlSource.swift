internal import Isolation
internal import Yams

extension Value {
  /// The top of a YAML file.
  ///
  /// An alias stands for all that its anchor holds: a few lines of them can mean billions of nodes.
  init(yaml text: String, _ file: String) throws(FormatError) {
    if let line = Self.lineOfTooManyAliases(text) {
      throw FormatError(
        file, line: line,
        Text(
          en: "more than \(Self.aliases) aliases (*name) in one file, or any in one of more than 64 KiB",
          zh: "一个文件中的别名（*名称）不能超过 \(Self.aliases) 个；超过 64 KiB 的文件中不能使用别名"))
    }
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch { throw FormatError(yaml: error, file) }
    guard let node else { throw FormatError(file, Text(en: "the file is empty", zh: "文件为空")) }
    self.init(node: node, file: file)
  }

  private static let aliases = 12

  /// Counts what could be one: `*` before a letter, after a blank or a bracket.
  private static func lineOfTooManyAliases(_ text: String) -> Int? {
    var line = 1, found = 0, before: UInt8 = 10, star = false
    let limit = text.utf8.count > 65_536 ? 0 : aliases
    for byte in text.utf8 {
      let isWord = byte | 0x20 >= 97 && byte | 0x20 <= 122 || byte >= 48 && byte <= 57 || byte >= 0x80
      if star, isWord || byte == 95 || byte == 45 {
        found += 1
        if found > limit { return line }
      }
      star = byte == 42 && (before <= 32 || before == 44 || before == 91 || before == 123 || before == 58)
      if byte == 10 { line += 1 }
      before = byte
    }
    return nil
  }
}
