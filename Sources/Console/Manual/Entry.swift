public import Isolation

/// Whether an option takes an argument, and what help calls it.
public enum OptionArgument: Sendable, Equatable { case none, required(String), optional(String) }

/// One option, as help, man page and completions show it.
public struct Entry: Sendable {
  let letter: Unicode.Scalar?
  let name: String
  let argument: OptionArgument
  let help: Text
  /// What a shell offers, where the placeholder does not tell.
  var chosenCompletion: Completion?

  public init(_ letter: Unicode.Scalar?, _ name: String, _ argument: OptionArgument, _ help: Text) {
    self.letter = letter
    self.name = name
    self.argument = argument
    self.help = help
  }

  var completion: Completion { chosenCompletion ?? argument.usualCompletion }

  /// `-m, --mount[=FILE]`
  var spelling: String {
    let dash = letter.map { "-\($0), --" } ?? "    --"
    return switch argument {
    case .none: dash + name
    case .required(let what): dash + name + " " + what
    case .optional(let what): dash + name + "[=\(what)]"
    }
  }

  /// As they are typed: `-m`, `--mount`.
  var spellings: [String] { (letter.map { ["-\($0)"] } ?? []) + ["--" + name] }

  /// Whether the next word is its argument.
  var takesNextWord: Bool { if case .required = argument { true } else { false } }

  /// What every tool has.
  static let own = [
    Entry("h", "help", .none, Text(en: "this text", zh: "显示本帮助")),
    Entry("V", "version", .none, Text(en: "the version", zh: "显示版本")),
  ]
}

extension OptionArgument {
  var isOptional: Bool { if case .optional = self { true } else { false } }

  /// `FILE`, `allow|deny`
  var placeholder: String? {
    switch self {
    case .none: nil
    case .required(let what), .optional(let what): what
    }
  }

  /// What its placeholder promises, unless the option says otherwise: `DIR`, `UID|follow`, `PID[:INODE]`.
  var usualCompletion: Completion {
    var completion = Completion.nothing
    for part in (placeholder ?? "").split(separator: "|") {
      switch part.prefix(while: \.isUppercase) {
      case "FILE": completion.source = .file
      case "DIR": completion.source = .directory
      case "PID": completion.source = .process
      case "SIGNAL": completion.words += (1..<32).compactMap { Signal(number: $0).shortName }
      // Small letters are typed as they stand.
      default: if part.allSatisfy(\.isLowercase) { completion.words.append(String(part)) }
      }
    }
    return completion
  }
}

extension Signal {
  /// `KILL`; nil for a number without a name.
  fileprivate var shortName: String? {
    description.hasPrefix("SIG") ? String(description.dropFirst(3)) : nil
  }
}
