internal import Isolation

extension LabStep {
  init(_ value: Value, _ names: inout Names) throws(FormatError) {
    var fields = try value.fields()
    id = try fields.need("id").text()
    isQuestion =
      try fields.take("kind").map { value throws(FormatError) in
        guard try value.text() == "question" else { throw value.wrong(.expected("question", "question")) }
        return true
      } ?? false
    var needs: [Need] = []
    for need in try fields.take("needs")?.list() ?? [] { needs.append(try Need(need)) }
    self.needs = needs
    var uses: [String] = []
    for name in try fields.take("uses")?.list() ?? [] { uses.append(try names.binding(name)) }
    self.uses = uses
    prediction = try fields.take("predict").map { value throws(FormatError) in try Prediction(value) }

    // Checks before commands: a command may use what they bind, in `${name.pid}`.
    var lets: [LetCheck] = [], expects: [ExpectCheck] = [], keeps: [KeepCheck] = []
    for check in try fields.take("checks")?.list() ?? [] {
      var fields = try check.fields()
      if let name = fields.take("let") {
        lets.append(try LetCheck(name, &fields, &names))
      } else if let expect = fields.take("expect") ?? fields.take("measure") {
        expects.append(try ExpectCheck(expect, &fields, names))
      } else {
        keeps.append(try KeepCheck(fields.need("keep"), &fields, names))
      }
      try fields.finish()
    }
    if let evidence = fields.take("evidence") { keeps.append(try KeepCheck(evidence: evidence, names)) }
    self.lets = lets
    self.expects = expects
    self.keeps = keeps

    var commands: [LabCommand] = []
    for command in try fields.take("run")?.list() ?? [] {
      commands.append(try LabCommand(command, &names))
    }
    self.commands = commands
    if let observe = fields.take("observe") {
      var fields = try observe.fields()
      let choices = try fields.need("choices")
      guard try choices.text() == "predict", prediction != nil else {
        throw choices.wrong(
          Text(en: "\"choices: predict\" needs a prediction", zh: "“choices: predict”需要有 predict"))
      }
      try fields.finish()
      observes = true
    } else {
      observes = false
    }
    ask = try fields.take("ask").map { value throws(FormatError) in try Ask(value, names) }

    var mistakes: [Mistake] = []
    for mistake in try fields.take("mistakes")?.list() ?? [] {
      mistakes.append(try Mistake(mistake, names))
    }
    self.mistakes = mistakes
    try fields.finish()
    if isQuestion {
      guard prediction != nil, lets.isEmpty, expects.isEmpty, commands.isEmpty, !observes else {
        throw value.wrong(
          Text(
            en: "a question has a prediction, and nothing to do or to find",
            zh: "question 步骤应有 predict，不应有要执行的命令或要找的对象"))
      }
    }
    if onlyLooks, !isQuestion, !observes, ask == nil {
      throw value.wrong(
        Text(
          en: "nothing ends this step: it has no expect, no observe and no ask",
          zh: "这一步没有 expect、observe 或 ask，永远不会结束"))
    }
  }
}

extension LabCommand {
  init(_ value: Value, _ names: inout Names) throws(FormatError) {
    var fields = try value.fields()
    let shell = try fields.need("shell")
    self.shell = try shell.text()
    guard names.shells.contains(self.shell) else {
      throw shell.wrong(
        Text(en: "no shell is called \"\(self.shell)\" here", zh: "此处没有名为“\(self.shell)”的 shell"))
    }
    type = try fields.need("type").text()
    opens = try fields.take("opens").map { value throws(FormatError) in try value.text() }
    if let opens { names.shells.insert(opens) }
    looks = try fields.take("looks").map { value throws(FormatError) in try value.flag() } ?? false
    fails = try fields.take("fails").map { value throws(FormatError) in try ExpectedFailure(value) }
    isBackground =
      try fields.take("background").map { value throws(FormatError) in try value.flag() } ?? false
    try fields.finish()
  }
}

extension ExpectedFailure {
  init(_ value: Value) throws(FormatError) {
    let text = try value.text()
    if let status = Int32(text), (1...255).contains(status) {
      self = .status(status)
    } else if let errno = Errno(named: text) {
      self = .errno(errno)
    } else {
      throw value.wrong(.expected("an error such as ENOENT, or an exit status", "ENOENT 之类的错误名，或退出状态"))
    }
  }
}
