internal import Isolation
internal import Yams

extension FormatError {
  /// What Yams says, with its line.
  init(yaml error: any Error, _ file: String) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(
        file, line: mark.line, Text(en: "not YAML: \(problem)", zh: "不是合法的 YAML：\(problem)"))
    default: self.init(file, Text(en: "not YAML: \(error)", zh: "不是合法的 YAML：\(error)"))
    }
  }
}
