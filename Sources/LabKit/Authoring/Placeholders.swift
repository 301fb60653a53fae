internal import Isolation

/// `${...}` in a lab's texts: what may stand there, and what stands there by mistake.
struct Placeholders {
  private let names: Set<String>
  private let bindings: Set<String>
  /// Words of a `for-each`.
  private let repeated: Set<String>
  private static let properties = Set(["pid", "nspid", "name", "path"] + NamespaceKind.allCases.map(\.name))

  init(of lab: Lab, repeated: Set<String>) {
    self.repeated = repeated
    names = Set(lab.draws.map(\.name)).union(["user", "group"]).union(repeated)
      .union(lab.scene.hasPlace ? ["scene"] : []).union(lab.scene.controllers.isEmpty ? [] : ["cgroup"])
      .union(lab.scene.controllers.map { "cgroup.\($0)" })
    bindings = Set(lab.steps.flatMap { $0.lets.map(\.name) }).union(["outside"])
  }

  /// `step`: whether the text belongs to one. What is bound is known in steps alone.
  func isKnown(_ name: String, in step: Bool = true) -> Bool {
    if names.contains(name) { return step || !repeated.contains(name) }
    guard let dot = name.lastIndex(of: ".") else { return false }
    let (owner, property) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
    // Of a drawn network, an address.
    if names.contains(owner) { return Int(property).map { (1...9).contains($0) } ?? false }
    return step && bindings.contains(owner) && Self.properties.contains(property)
  }

  /// What to do about one that is not known there.
  private func reason(_ name: String) -> Text {
    if isKnown(name) { return Text(en: " outside the steps", zh: "（不在步骤之中）") }
    switch name {
    case "scene":
      return Text(en: "; that needs a scene with namespaces: [mnt]", zh: "；这需要 scene 中有 namespaces: [mnt]")
    case "cgroup":
      return Text(en: "; that needs a scene with cgroup: [...]", zh: "；这需要 scene 中有 cgroup: [...]")
    default: return .meant(name, names)
    }
  }

  /// Those that nothing will ever fill in: then all of the text stays as it is.
  func problems(
    in lines: [Substring], of file: String, from first: Int = 1, comments: Bool = false, step: Bool = true
  ) -> [FormatError] {
    var all: [FormatError] = []
    for (index, line) in lines.enumerated() {
      if comments, line.drop(while: { $0 == " " }).hasPrefix("#") { continue }
      for name in line.placeholders where !isKnown(name, in: step) {
        let what = Text(en: "nothing fills in ${\(name)}", zh: "没有任何值可填入 ${\(name)}")
        all.append(FormatError(file, line: first + index, what.joined(reason(name))))
      }
    }
    return all
  }
}

extension StringProtocol {
  /// The names in `${...}`.
  var placeholders: [String] {
    var all: [String] = [], rest = self[...]
    while let start = rest.firstRange(of: "${") {
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "}") else { return all }
      all.append(String(rest[..<end]))
      rest = rest[end...]
    }
    return all
  }
}

extension Lab {
  /// Placeholders of lab.yaml and of the guides that nothing fills in, or that only a translation has.
  func placeholderProblems() throws(FormatError) -> [FormatError] {
    let yaml = try SourceFile.text(of: folder + "/lab.yaml") ?? ""
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
    let repeated = lines.filter { $0.contains("for-each:") }
      .compactMap { $0.split(separator: "{").dropFirst().first?.split(separator: ":").first.map(String.init) }
    let known = Placeholders(of: self, repeated: Set(repeated))
    var all = known.problems(in: lines, of: folder + "/lab.yaml", comments: true)
    let english = try GuideText(of: folder, in: .english)
    for language in Language.allCases {
      guard let guide = try GuideText(of: folder, in: language) else { continue }
      for section in guide.sections {
        all += known.problems(in: section.lines, of: guide.file, from: section.first, step: !section.isApart)
        guard language != .english, let original = english?.texts[section.key] else { continue }
        for name in Set(section.text.placeholders).subtracting(original.text.placeholders).sorted() {
          all.append(
            FormatError(
              guide.file, line: section.line,
              Text(
                en: "\"\(section.key)\" has ${\(name)}, which the English text has not",
                zh: "“\(section.key)”中有 ${\(name)}，而英文中没有")))
        }
      }
      all += hintProblems(guide)
    }
    return all
  }

  /// Hints are numbered from 1, one after the other.
  private func hintProblems(_ guide: GuideText) -> [FormatError] {
    var last: [Substring: Int] = [:], all: [FormatError] = []
    for section in guide.sections {
      let parts = section.key.split(separator: "/", maxSplits: 1)
      guard parts.count == 2, parts[1].hasPrefix("hint-") else { continue }
      let wanted = last[parts[0], default: 0] + 1
      last[parts[0]] = wanted
      if parts[1] != "hint-\(wanted)" {
        all.append(
          FormatError(
            guide.file, line: section.line,
            Text(en: "this should be hint-\(wanted)", zh: "此处应为 hint-\(wanted)")))
      }
    }
    return all
  }
}
