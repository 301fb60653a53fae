internal import Isolation
internal import Yams

extension Value {
  /// The steps that a step with `for-each: {NAME: [VALUE...]}` stands for: `${NAME}` in all its
  /// words is the value, and its id ends with it.
  func repeated() throws(FormatError) -> [Value] {
    guard let mapping = node.mapping, let each = mapping["for-each"] else { return [self] }
    let block = Value(node: each, file: file)
    var fields = try block.fields()
    guard let name = fields.keys.first, let list = fields.take(name) else {
      throw block.wrong(.expected("{NAME: [VALUE...]}", "{名称: [值...]}"))
    }
    try fields.finish()
    var all: [Value] = []
    let items = try list.list()
    // Each is a whole step more.
    guard items.count <= 12 else { throw list.wrong(.expected("at most twelve values", "最多十二个值")) }
    for item in items {
      let word = try item.name()
      var copy = mapping
      copy["for-each"] = nil
      if let id = copy["id"]?.scalar {
        copy["id"] = .scalar(Node.Scalar(id.string + "-" + word, id.tag, id.style, id.mark))
      }
      all.append(Value(node: .mapping(copy), file: file).replacing("${\(name)}", with: word))
    }
    return all
  }

  private func replacing(_ name: String, with word: String) -> Value {
    Value(node: Self.replaced(node, name, word), file: file)
  }

  private static func replaced(_ node: Node, _ name: String, _ word: String) -> Node {
    switch node {
    case .scalar(var scalar):
      scalar.string = scalar.string.replacing(name, with: word)
      return .scalar(scalar)
    case .sequence(var sequence):
      for index in sequence.indices { sequence[index] = replaced(sequence[index], name, word) }
      return .sequence(sequence)
    case .mapping(let mapping):
      let pairs = mapping.map { (replaced($0.key, name, word), replaced($0.value, name, word)) }
      return .mapping(Node.Mapping(pairs, mapping.tag, mapping.style, mapping.mark))
    case .alias: return node
    }
  }
}
