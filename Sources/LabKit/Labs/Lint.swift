internal import Isolation

extension Lab {
  /// All that can be seen without running anything. `width`: how many columns a line takes.
  public func problems(_ claims: Claims?, width: @escaping (Substring) -> Int) -> [FormatError] {
    var all = claims?.problems(of: self) ?? []
    all += problems()
    let lint = GuideLint(width: width)
    do throws(FormatError) {
      all += try placeholderProblems()
      let english = try GuideText(of: folder, in: .english)
      for language in Language.allCases {
        guard let guide = try GuideText(of: folder, in: language) else { continue }
        all += lint.problems(of: guide)
        guard language != .english, let english else { continue }
        all += lint.untranslated(guide, from: english)
        all += try Translation(language, of: folder).stale()
      }
    } catch {
      all.append(error)
    }
    return all
  }

  /// What is wrong with the guides: a text missing, in one language or the other, or one too many.
  public func problems() -> [FormatError] {
    var all: [FormatError] = []
    for language in Language.allCases {
      let file = "\(folder)/guide.\(language.rawValue).md"
      func missing(_ what: String) {
        all.append(FormatError(file, Text(en: "there is no \(what)", zh: "缺少 \(what)")))
      }
      guard let guide = guides[language] else {
        missing("guide")
        continue
      }
      if guide.title.isEmpty { missing("# title") }
      if guide.docker.isEmpty { missing("## docker") }
      for step in steps {
        guard let texts = guide.steps[step.id] else {
          missing("## \(step.id)")
          continue
        }
        step.missingTexts(texts).forEach { missing("### \($0) (\(step.id))") }
      }
      for id in guide.steps.keys.sorted() where !steps.contains(where: { $0.id == id }) {
        all.append(
          FormatError(file, Text(en: "\"## \(id)\" is no step of the lab", zh: "“## \(id)”不是本实验的步骤")))
      }
    }
    return all
  }
}

extension LabStep {
  /// The keys of texts that the step needs and the guide does not have.
  func missingTexts(_ guide: StepGuide) -> [String] {
    var all: [String] = []
    if guide.text.isEmpty { all.append("text") }
    if guide.why.isEmpty { all.append("why") }
    if guide.hints.isEmpty, !isQuestion { all.append("hint-1") }
    if let prediction {
      if guide.question.isEmpty { all.append("predict") }
      let keys = prediction.table?.keys(prediction.choices) ?? []
      all += keys.filter { guide.table[$0, default: ""].isEmpty }.map { "predict: \($0)" }
      all += guide.table.keys.filter { !keys.contains($0) }.sorted().map { "predict: \($0) in lab.yaml" }
      for id in prediction.table == nil ? prediction.choices : [] {
        let choice = guide.choices.first { $0.id == id }
        if choice?.text.isEmpty ?? true { all.append("predict: \(id)") }
        if choice?.remark.isEmpty ?? true { all.append("predict: \(id): *...*") }
      }
      for choice in guide.choices where prediction.table != nil || !prediction.choices.contains(choice.id) {
        all.append("predict: \(choice.id) in lab.yaml")
      }
    }
    let keys = Set(mistakes.map(\.say) + keeps.compactMap(\.broken))
    all += keys.subtracting(guide.others.keys).sorted()
    if ask != nil, guide.others["ask"] == nil { all.append("ask") }
    all += guide.others.keys.filter { !keys.contains($0) && $0 != "ask" }.sorted().map { "\($0) in lab.yaml" }
    return all
  }
}

extension PredictionTable {
  /// The keys of all its texts in a guide.
  func keys(_ cells: [String]) -> [String] {
    rows.map { "row \($0)" } + columns.map { "column \($0)" } + cells.map { "cell \($0)" }
      + rows.flatMap { row in columns.map { Self.key(row, $0) } }
  }
}
