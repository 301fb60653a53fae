internal import Isolation

extension Lab {
  /// Reads lab.yaml and the guides of a folder.
  public init(folder: String) throws(FormatError) {
    let file = folder + "/lab.yaml"
    guard let text = try SourceFile.text(of: file) else {
      throw FormatError(
        file, Text(en: "cannot be read: \(Errno.noEntry)", zh: "无法读取：\(Errno.noEntry)"))
    }
    try self.init(Value(yaml: text, file), folder: folder)
  }

  init(_ top: Value, folder: String) throws(FormatError) {
    var fields = try top.fields()
    let format = try fields.need("format")
    guard try format.int() == 1 else {
      throw format.wrong(Text(en: "this program knows format 1 only", zh: "本程序只支持格式 1"))
    }
    self.folder = folder
    id = try fields.need("id").name()
    number = try fields.need("number").int(in: 0...9999)
    claims = try fields.need("claims").texts()
    minutes = try fields.need("minutes").int(in: 1...999)
    var needs: [Need] = []
    for need in try fields.take("needs")?.list() ?? [] { needs.append(try Need(need)) }
    self.needs = needs
    scene = try SceneFile(fields.take("scene"))
    var draws: [Draw] = []
    if let block = fields.take("draw") {
      var rows = try block.fields()
      for name in rows.keys {
        if let value = rows.take(name) { draws.append(try Draw(name, value)) }
      }
    }
    self.draws = draws
    var names = Names(draws: draws.map(\.name))
    var steps: [LabStep] = []
    let list = try fields.need("steps")
    for value in try list.list() {
      for value in try value.repeated() {
        let step = try LabStep(value, &names)
        if steps.contains(where: { $0.id == step.id }) {
          throw value.wrong(Text(en: "two steps are called \"\(step.id)\"", zh: "有两个步骤都叫“\(step.id)”"))
        }
        steps.append(step)
      }
    }
    if steps.isEmpty { throw list.wrong(.expected("at least one step", "至少一个步骤")) }
    self.steps = steps
    try fields.finish()
    guides = try Guide.all(of: folder)
  }
}
