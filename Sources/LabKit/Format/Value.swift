internal import Isolation
internal import Yams

/// A place in a YAML file: it knows its line, so that what is wrong with it can be said there.
struct Value {
  let node: Node
  let file: String

  func wrong(_ message: Text) -> FormatError { FormatError(file, line: node.mark?.line, message) }

  /// A scalar, as it was written. Nothing at all is no text: an empty one is written ''.
  func text() throws(FormatError) -> String {
    guard let scalar = node.scalar, scalar.style != .plain || !scalar.string.isEmpty else {
      throw wrong(.expected("text", "文字"))
    }
    return scalar.string
  }

  /// A name that can be typed and be part of a path: `uts-hostname`.
  func name() throws(FormatError) -> String {
    let name = try text()
    let isPlain = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    guard isPlain, !name.isEmpty, !name.hasPrefix("-"), name.utf8.count <= 60 else {
      throw wrong(
        .expected("a name of small letters, digits and hyphens", "由小写字母、数字和连字符组成的名称"))
    }
    return name
  }

  func int(in range: ClosedRange<Int>) throws(FormatError) -> Int {
    let number = try int()
    guard range.contains(number) else {
      throw wrong(
        .expected(
          "a number from \(range.lowerBound) to \(range.upperBound)",
          "\(range.lowerBound) 到 \(range.upperBound) 之间的数字"))
    }
    return number
  }

  func int() throws(FormatError) -> Int {
    guard let scalar = node.scalar, let number = Int(scalar.string) else {
      throw wrong(.expected("a number", "数字"))
    }
    return number
  }

  func flag() throws(FormatError) -> Bool {
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default: throw wrong(.expected("true or false", "true 或 false"))
    }
  }

  func list() throws(FormatError) -> [Value] {
    guard let sequence = node.sequence else { throw wrong(.expected("a list", "列表")) }
    return sequence.map { Value(node: $0, file: file) }
  }

  func texts() throws(FormatError) -> [String] {
    var all: [String] = []
    for item in try list() { all.append(try item.text()) }
    return all
  }

  func fields() throws(FormatError) -> Fields {
    guard let mapping = node.mapping else { throw wrong(.expected("fields (key: value)", "字段（键: 值）")) }
    var rows: [Fields.Row] = []
    for (key, value) in mapping {
      let key = Value(node: key, file: file)
      let name = try key.text()
      // Yams takes 1 and "1" for two keys.
      if rows.contains(where: { $0.key.node.scalar?.string == name }) {
        throw key.wrong(Text(en: "the field \"\(name)\" is there twice", zh: "字段“\(name)”出现了两次"))
      }
      rows.append(Fields.Row(key: key, value: Value(node: value, file: file)))
    }
    return Fields(of: self, rows)
  }

  var isMapping: Bool { node.mapping != nil }
}

/// The fields of a mapping. What nobody has taken at the end is an error: a typing mistake in a lab
/// file must not be silent.
struct Fields {
  struct Row {
    let key: Value
    let value: Value
  }
  let place: Value
  private var rows: [Row]
  /// What has been asked for: the fields that there can be.
  private var asked: [String] = []

  init(of place: Value, _ rows: [Row]) {
    self.place = place
    self.rows = rows
  }

  var keys: [String] { rows.compactMap { $0.key.node.scalar?.string } }

  /// Takes a field out; nil if it is not there.
  mutating func take(_ key: String) -> Value? {
    asked.append(key)
    guard let index = rows.firstIndex(where: { $0.key.node.scalar?.string == key }) else { return nil }
    return rows.remove(at: index).value
  }

  mutating func need(_ key: String) throws(FormatError) -> Value {
    guard let value = take(key) else {
      // More likely misspelt than forgotten.
      if let row = rows.first(where: { $0.key.node.scalar?.string.nearest(in: [key]) != nil }) {
        throw unknown(row, .nothing)
      }
      throw place.wrong(Text(en: "\"\(key)\" is missing", zh: "缺少“\(key)”"))
    }
    return value
  }

  /// Nothing else may be there.
  func finish() throws(FormatError) {
    if let row = rows.first { throw unknown(row, known) }
  }

  private func unknown(_ row: Row, _ known: Text) -> FormatError {
    let key = row.key.node.scalar?.string ?? "?"
    return row.key.wrong(
      Text(en: "unknown field \"\(key)\"", zh: "未知字段“\(key)”").joined(.meant(key, asked)).joined(known))
  }
}

extension Fields {
  /// What can be there, once all has been asked for.
  private var known: Text {
    let names = asked.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    if names.isEmpty || names.count > Self.most { return .nothing }
    return Text(
      en: " (known here: \(names.joined(separator: ", ")))", zh: "（此处可用：\(names.joined(separator: "、"))）")
  }

  /// A longer list helps nobody.
  private static let most = 16
}

extension Text {
  fileprivate static let nothing = Text(en: "", zh: "")

  static func expected(_ english: String, _ chinese: String) -> Text {
    Text(en: "expected \(english) here", zh: "此处应为：\(chinese)")
  }
}
