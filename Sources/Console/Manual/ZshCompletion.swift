internal import Isolation

extension Reference {
  /// A function for zsh's `_arguments`. zshcompsys(1)
  var zshCompletion: String {
    let lines = entries.flatMap { $0.zshSpecs(attaching: attachesOptionalValues) } + zshOperands
    return """
      #compdef \(tool)
      _arguments -s -S \\
      \(lines.map { "  " + $0.shellQuoted }.joined(separator: " \\\n"))

      """
  }

  private var zshOperands: [String] {
    switch operands {
    case .none: []
    case .some(let completion): ["*:" + completion.zshLabel + ":" + completion.zshAction]
    // What follows the command is the command's own affair.
    case .command: ["(-):command: _command_names -e", "*::arguments: _normal"]
    }
  }
}

extension Entry {
  /// One for the letter and one for the name; either excludes the other.
  ///
  /// `attaching`: whether the letter may have an optional argument in the same word.
  fileprivate func zshSpecs(attaching: Bool) -> [String] {
    let exclusion = spellings.count > 1 ? "(\(spellings.joined(separator: " ")))" : ""
    return spellings.map { spelling in
      let isLong = spelling.hasPrefix("--")
      let sign = isLong ? "=-" : attaching ? "-" : nil
      return exclusion + spelling + zshArgument(isLong, optional: sign, help.in(.english).zshExplanation)
    }
  }

  /// `optional`: the sign by which the next word is no argument; nil where there is none at all.
  private func zshArgument(_ isLong: Bool, optional sign: String?, _ explanation: String) -> String {
    switch argument {
    case .none: explanation
    case .required(let what):
      (isLong ? "=" : "+") + explanation + ":\(what.zshMessage):" + completion.zshAction
    case .optional(let what):
      sign.map { "\($0)\(explanation)::\(what.zshMessage):" + completion.zshAction } ?? explanation
    }
  }
}

extension Completion {
  fileprivate var zshAction: String {
    let list = words.joined(separator: " ")
    let more = words.isEmpty ? "" : "; compadd \(list)"
    return switch source {
    case .file: "{_files\(more)}"
    case .directory: "{_files -/\(more)}"
    case .process: "{_pids\(more)}"
    case nil: words.isEmpty ? " " : "(\(list))"
    }
  }

  fileprivate var zshLabel: String {
    switch source {
    case .file: "file"
    case .directory: "directory"
    case .process: "process"
    case nil: "word"
    }
  }
}

extension String {
  /// In brackets, where the closing one ends it.
  fileprivate var zshExplanation: String {
    "[" + escaping(["\\", "[", "]"]) + "]"
  }
  /// A colon ends a message.
  fileprivate var zshMessage: String { escaping(["\\", ":"]) }

  private func escaping(_ special: Set<Character>) -> String {
    reduce("") { $0 + (special.contains($1) ? "\\" : "") + String($1) }
  }
}
