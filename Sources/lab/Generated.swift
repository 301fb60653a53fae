import ArgumentParser
import Console
import Isolation
import LabKit

/// What `--generate` makes, for `make install`: the same words as those of the other tools.
enum Generated: String, ExpressibleByArgument, CaseIterable {
  case man
  case chineseMan = "man-zh"
  case bash, zsh, fish

  var text: String {
    switch self {
    case .man, .chineseMan: CommandSet.lab.manPage(in: .ofHelp)
    case .bash: LabCommandLine.completionScript(for: .bash) + "\n"
    case .zsh: LabCommandLine.completionScript(for: .zsh) + "\n"
    case .fish: LabCommandLine.completionScript(for: .fish) + "\n"
    }
  }
}

extension CommandSet {
  /// As ArgumentParser itself tells of the subcommands: so the page has no list of its own to go stale.
  fileprivate static var lab: CommandSet {
    let told = Json(LabCommandLine._dumpHelp())?["command"]
    let commands = (told?["subcommands"]?.list ?? []).filter { $0["shouldDisplay"]?.flag != false }
    return CommandSet(
      "lab", LabCommandLine.purpose, commands.compactMap(Command.init), manual: LabCommandLine.manual)
  }
}

extension CommandSet.Command {
  /// One of the objects in "subcommands".
  fileprivate init?(_ told: Json) {
    guard let name = told["commandName"]?.text else { return nil }
    let arguments = (told["arguments"]?.list ?? []).filter { $0["shouldDisplay"]?.flag != false }
    self.init(
      name, arguments.compactMap(CommandSet.Operand.init), .same(told["abstract"]?.text ?? ""),
      discussion: told["discussion"]?.text.map(Text.same), entries: arguments.compactMap(Entry.init))
  }
}

extension CommandSet.Operand {
  /// One of the objects in "arguments", if it has no name.
  fileprivate init?(_ told: Json) {
    guard told["kind"]?.text == "positional", let name = told["valueName"]?.text else { return nil }
    let word = name.uppercased() + (told["isRepeating"]?.flag == true ? "..." : "")
    self.init(told["isOptional"]?.flag == true ? "[\(word)]" : word, told.help)
  }
}

extension Entry {
  /// One of the objects in "arguments", if it is an option.
  fileprivate init?(_ told: Json) {
    let names = told["names"]?.list ?? []
    func first(_ kind: String) -> String? { names.first { $0["kind"]?.text == kind }?["name"]?.text }
    guard let name = first("long") else { return nil }
    let takes = told["kind"]?.text == "option" ? told["valueName"]?.text : nil
    self.init(
      first("short")?.unicodeScalars.first, name, takes.map { .required($0.uppercased()) } ?? .none, told.help
    )
  }
}

extension Json {
  /// What is said of an argument, and which value it has without.
  fileprivate var help: Text {
    let words = ParserWords.translated(self["abstract"]?.text ?? "")
    guard let value = self["defaultValue"]?.text else { return .same(words) }
    return Text(en: "\(words) Else \(value).", zh: "\(words)默认为 \(value)。")
  }
}

extension Text {
  /// What is in the language of the help already.
  fileprivate static func same(_ words: String) -> Text { Text(en: words, zh: words) }
}
