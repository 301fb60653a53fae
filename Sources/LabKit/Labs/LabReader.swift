internal import Isolation
internal import Yams

extension Lab {
  /// Reads lab.yaml and the guides of a folder.
  public init(folder: String) throws(FormatError) {
    let file = folder + "/lab.yaml"
    let text: String
    do throws(Errno) { text = try readFile(CString(file)) } catch {
      throw FormatError(file, Text(en: "cannot be read: \(error)", zh: "无法读取：\(error)"))
    }
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw FormatError(yaml: error, file)
    }
    guard let node else { throw FormatError(file, Text(en: "the file is empty", zh: "文件为空")) }
    try self.init(Value(node: node, file: file), folder: folder)
  }

  init(_ top: Value, folder: String) throws(FormatError) {
    var fields = try top.fields()
    let format = try fields.need("format")
    guard try format.int() == 1 else {
      throw format.wrong(Text(en: "this program knows format 1 only", zh: "本程序只支持格式 1"))
    }
    self.folder = folder
    id = try fields.need("id").text()
    number = try fields.need("number").int()
    claims = try fields.need("claims").texts()
    minutes = try fields.need("minutes").int()
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
    for step in try fields.need("steps").list() { steps.append(try LabStep(step, &names)) }
    self.steps = steps
    try fields.finish()
    guides = try Guide.all(of: folder)
  }
}

extension SceneFile {
  init(_ value: Value?) throws(FormatError) {
    var kinds: NamespaceKinds = []
    if let value {
      var fields = try value.fields()
      for item in try fields.take("namespaces")?.list() ?? [] {
        let name = try item.text()
        guard let kind = NamespaceKind(named: name), ![.user, .pid, .time].contains(kind) else {
          throw item.wrong(
            Text(
              en: "a scene is made of mnt, uts, ipc, net and cgroup namespaces, not \"\(name)\"",
              zh: "场景可用的命名空间为 mnt、uts、ipc、net、cgroup，不能是“\(name)”"))
        }
        kinds.insert(NamespaceKinds(kind))
      }
      try fields.finish()
    }
    namespaces = kinds
  }
}
