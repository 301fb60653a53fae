import ArgumentParser
import Console
import Isolation

extension Language {
  /// Of help and of refused usage, which are said before the arguments are understood.
  static let ofHelp: Language = {
    let words = ownArguments.map(\.text)
    // What is installed does not depend on who installs it.
    if let first = words.first, first.hasPrefix("--generate") {
      return words.dropFirst().first == Generated.chineseMan.rawValue ? .chinese : .english
    }
    let named = words.indices.lazy.compactMap { index -> Language? in
      if words[index] == "--language" { return words.dropFirst(index + 1).first.flatMap(Language.init) }
      guard words[index].hasPrefix("--language=") else { return nil }
      return Language(rawValue: String(words[index].dropFirst("--language=".count)))
    }
    return .shown(named.first ?? .preferred)
  }()
}

extension ArgumentHelp {
  /// `value`: what the argument is called.
  init(en english: String, zh chinese: String, value: String? = nil) {
    self.init(Text(en: english, zh: chinese).in(.ofHelp), valueName: value)
  }
}

extension CommandConfiguration {
  /// Of a command that is called as its type is.
  init(_ abstract: Text, discussion: Text? = nil) {
    self.init(abstract: abstract.in(.ofHelp), discussion: discussion?.in(.ofHelp) ?? "")
  }
  /// Of one that has another name.
  init(_ name: String, _ abstract: Text, discussion: Text? = nil) {
    self.init(
      commandName: name, abstract: abstract.in(.ofHelp), discussion: discussion?.in(.ofHelp) ?? "")
  }
}

extension ValidationError {
  /// Usage that will not do.
  init(_ text: Text) { self.init(text.in(.ofHelp)) }
}
