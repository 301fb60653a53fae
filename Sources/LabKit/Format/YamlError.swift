internal import Isolation
internal import Yams

extension FormatError {
  /// What Yams says, with its line.
  init(yaml error: any Error, _ file: String) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(file, line: mark.line, .notYaml(problem))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? "?"
      self.init(
        file, line: context.mark.line,
        Text(en: "the field \"\(key)\" is there twice", zh: "字段“\(key)”出现了两次"))
    case .memory:
      self.init(file, Text(en: "lists or fields are nested too deep", zh: "列表或字段嵌套过深"))
    case .reader(let problem, let offset, _, let text):
      let before = text.prefix(offset ?? 0)
      self.init(file, line: 1 + before.reduce(0) { $0 + ($1 == "\n" ? 1 : 0) }, .notYaml(problem))
    default: self.init(file, .notYaml("it cannot be read"))
    }
  }
}

extension Text {
  fileprivate static func notYaml(_ problem: String) -> Text {
    // The likeliest cause: a brace of ${...} ends the fields.
    let isBrace = problem.contains("',' or '}'")
    return Text(
      en: "not YAML: \(problem)" + (isBrace ? "; within { } quote what has ${...} in it" : ""),
      zh: "不是合法的 YAML：\(problem)" + (isBrace ? "；在 { } 中，含有 ${...} 的值须加引号" : ""))
  }
}
