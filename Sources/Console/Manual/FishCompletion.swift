internal import Isolation

extension Reference {
  /// Rows for fish's `complete`. complete(1)
  var fishCompletion: String {
    var text = "# fish completion of \(tool)\n"
    var condition = ""
    if operands == .command {
      text += fishCommand
      condition = "-n 'not __fish_\(identifier)_command' "
    }
    text += "complete -c \(tool) -f\n"
    for entry in entries { text += "complete -c \(tool) \(condition)\(entry.fishOptions)\n" }
    switch operands {
    case .none: break
    case .some(let completion):
      if let list = completion.fishList { text += "complete -c \(tool) -a \(list.fishQuoted)\n" }
    case .command:
      let words = "(__fish_\(identifier)_command) (commandline -ct)"
      text += "complete -c \(tool) -a '(complete -C (string join -- \" \" \(words)))'\n"
    }
    return text
  }

  /// Prints the command and its arguments up to the cursor, and succeeds if there is one: behind it
  /// all words are the command's.
  private var fishCommand: String {
    let taking = takingPattern.map {
      "        string match -rq -- '\($0)' $words[1]; and set -e words[1]\n"
    }
    return """
      function __fish_\(identifier)_command
          set -l words (commandline -opc)
          set -e words[1]
          while set -q words[1]
              switch $words[1]
                  case --
                      set -e words[1]
                      break
                  case '-*'
                  case '*'
                      break
              end
      \(taking ?? "")        set -e words[1]
          end
          printf '%s\\n' $words
          set -q words[1]
      end

      """
  }
}

extension Entry {
  fileprivate var fishOptions: String {
    var parts = letter.map { ["-s \($0)"] } ?? []
    parts.append("-l \(name)")
    // -x: and nothing but what is listed. -r alone would offer files as well.
    if takesNextWord { parts.append(completion.source == .file ? "-r" : "-x") }
    if argument != .none {
      if completion.source == .file { parts.append("-F") }
      if let list = completion.fishList { parts.append("-a \(list.fishQuoted)") }
    }
    parts.append("-d \(help.in(.english).fishQuoted)")
    return parts.joined(separator: " ")
  }
}

extension Completion {
  /// Words and command substitutions; nil for none, and for files, which fish offers by itself.
  fileprivate var fishList: String? {
    var parts = words
    switch source {
    case .directory:
      // Of `--root=/u` only what follows the sign.
      parts.append("(__fish_complete_directories (commandline -ct | string replace -r '^-[^=]*=' ''))")
    case .process: parts.append("(__fish_complete_pids)")
    case .file, nil: break
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}

extension String {
  /// In single quotes, as fish reads them.
  fileprivate var fishQuoted: String {
    "'" + reduce("") { $0 + ($1 == "'" || $1 == "\\" ? "\\" : "") + String($1) } + "'"
  }
}
