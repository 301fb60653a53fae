extension Reference {
  /// A function for bash's `complete -F`. bash(1), "Programmable Completion"
  ///
  /// bash splits a word at "=" (COMP_WORDBREAKS), unless it was told not to: both are dealt with.
  var bashCompletion: String {
    """
    # bash completion of \(tool)
    _\(identifier)() {
      local cur=${COMP_WORDS[COMP_CWORD]} option= before= prefix= rest= word i
      COMPREPLY=()
      for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == '=' && $before == --* ]]; then
          option=$before
        elif [[ $option ]]; then
          option=
    \(bashTaking)    elif [[ $word == -- ]]; then
          rest=$((i + 1))
          break
        elif [[ $word != -?* ]]; then
          rest=$i
          break
        fi
        before=$word
      done
      if [[ ! $rest && $cur == '=' && $before == --* ]]; then
        option=$before cur=
      elif [[ ! $rest && ! $option && $cur == --*=* ]]; then
        option=${cur%%=*} prefix=${cur%%=*}= cur=${cur#*=}
      fi
      case ${rest:+rest}$option in
    \(bashCases)    -*) ;;
        *)
          if [[ ! $rest && $cur == -* ]]; then
            \(Completion.words(entries.flatMap(\.spellings)).bashReply)
            return
          fi
    \(bashOperands.indented(6))
          ;;
      esac
      [[ ! $prefix ]] || COMPREPLY=("${COMPREPLY[@]/#/$prefix}")
    } && complete -F _\(identifier) \(tool)

    """
  }

  private var bashTaking: String {
    guard let takingPattern else { return "" }
    // Of several letters in one word the last takes the argument.
    return """
          elif [[ $word =~ \(takingPattern) ]]; then
            option=$word
            [[ $word == --* ]] || option=-${word: -1}

      """
  }

  /// What is offered as an argument: one case for all options that are offered the same.
  private var bashCases: String {
    let taking = entries.filter { $0.argument != .none && $0.completion != .nothing }
    var seen: Set<Completion> = []
    return taking.map(\.completion).filter { seen.insert($0).inserted }.map { completion in
      // Only the long form may have an optional argument.
      let names = taking.filter { $0.completion == completion }
        .flatMap { $0.takesNextWord ? $0.spellings : ["--" + $0.name] }
      return "    \(names.joined(separator: "|")))\n\(completion.bashReply.indented(6))\n      ;;\n"
    }.joined()
  }

  private var bashOperands: String {
    switch operands {
    case .none: ":"
    case .some(let completion): completion.bashReply
    case .command:
      """
      if declare -F _command_offset >/dev/null; then
        _command_offset ${rest:-$COMP_CWORD}
      elif [[ ${rest:-$COMP_CWORD} == "$COMP_CWORD" ]]; then
        mapfile -t COMPREPLY < <(compgen -c -- "$cur")
      else
        compopt -o default 2>/dev/null
      fi
      """
    }
  }
}

extension Completion {
  fileprivate var bashReply: String {
    let list = words.joined(separator: " ")
    return switch source {
    case .file: Self.names("-f")
    case .directory: Self.names("-d")
    case .process: Self.reply("-W \"\(words.isEmpty ? "" : list + " ")$(cd /proc && echo [0-9]*)\"")
    case nil: words.isEmpty ? ":" : Self.reply("-W \(list.shellQuoted)")
    }
  }

  private static func reply(_ generator: String) -> String {
    "mapfile -t COMPREPLY < <(compgen \(generator) -- \"$cur\")"
  }

  /// A name is quoted where it has to be, and that of a folder gets a slash. Outside a completion,
  /// as in a test, compopt fails.
  private static func names(_ kind: String) -> String {
    "compopt -o filenames 2>/dev/null\n" + reply(kind)
  }
}

extension String {
  fileprivate func indented(_ columns: Int) -> String {
    split(separator: "\n").map { String(repeating: " ", count: columns) + $0 }.joined(separator: "\n")
  }
}
