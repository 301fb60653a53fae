internal import Isolation
internal import Yams

/// A place in a YAML file: it knows its line, so that what is wrong with it can be said there.
struct Value {
  let node: Node
  let file: String

  func wrong(_ message: Text) -> FormatError { FormatError(file, line: node.mark?.line, message) }

  /// A scalar, as it was written.
  func text() throws(FormatError) -> String {
    guard let scalar = node.scalar else { throw wrong(.expected("text", "文字")) }
    return scalar.string
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
      rows.append(Fields.Row(key: Value(node: key, file: file), value: Value(node: value, file: file)))
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

  init(of place: Value, _ rows: [Row]) {
    self.place = place
    self.rows = rows
  }

  var keys: [String] { rows.compactMap { $0.key.node.scalar?.string } }

  /// Takes a field out; nil if it is not there.
  mutating func take(_ key: String) -> Value? {
    guard let index = rows.firstIndex(where: { $0.key.node.scalar?.string == key }) else { return nil }
    return rows.remove(at: index).value
  }

  mutating func need(_ key: String) throws(FormatError) -> Value {
    guard let value = take(key) else {
      throw place.wrong(Text(en: "\"\(key)\" is missing", zh: "缺少“\(key)”"))
    }
    return value
  }

  /// Nothing else may be there.
  func finish() throws(FormatError) {
    guard let row = rows.first else { return }
    let key = row.key.node.scalar?.string ?? "?"
    throw row.key.wrong(Text(en: "unknown field \"\(key)\"", zh: "未知字段“\(key)”"))
  }
}

extension Text {
  static func expected(_ english: String, _ chinese: String) -> Text {
    Text(en: "expected \(english) here", zh: "此处应为\(chinese)")
  }
}
