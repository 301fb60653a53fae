internal import CLinux
public import Isolation

/// What this program was given after its name, as bytes: they need not be UTF-8.
public var ownArguments: [CString] { Array(Arguments.own) }

/// Whether this program is called by that name, whatever the folder.
public func isCalled(_ name: StaticString) -> Bool { unsafe cl_is_called(name.cString) != 0 }

extension OptionTable {
  /// As `operands`, for a tool that runs no command: options may follow operands, up to `--`.
  public func scatteredOperands(into settings: inout Settings, in language: Language) -> [CString] {
    var found: [CString] = []
    var rest = Arguments.own
    while true {
      let next = operands(rest, into: &settings, in: language)
      let isEnded = rest.count > next.count && rest[rest.count - next.count - 1] == "--"
      guard !next.isEmpty, !isEnded else { return found + next }
      found.append(next[0])
      rest = next.last(next.count - 1)
    }
  }

  /// getopt_long(3): options up to the first word that is none; that word and all after it are
  /// operands. Nothing is done before all of them make sense.
  public func parse(_ arguments: [CString] = ownArguments, into settings: inout Settings) -> Outcome {
    // Nothing to parse: most commands are run so.
    guard Arguments(arguments).beginWithOption else { return .operands(Arguments(arguments)) }
    if let generated = generated(by: arguments) { return generated }
    let options = options
    let words = ([CString(tool)] + arguments).flatMap { $0.bytes }
    let names = (options.map { $0.name } + ["help", "version"]).flatMap { $0.utf8CString }
    let takes = options.map { $0.argument.code } + [0, 0]
    var matches = [cl_match](repeating: cl_match(), count: words.count)
    var operand = 0
    let found = unsafe cl_parse(
      words, arguments.count + 1, names, takes, takes.count, letters, &matches, &operand)
    func word(at offset: Int) -> CString {
      CString(bytes: words[offset...].lazy.map(UInt8.init(bitPattern:)))
    }
    for match in matches[..<Int(found)] {
      switch Match(match.code) {
      case .mistake: return .refused(mistake(match, word: word(at: match.word).text))
      case .letter("h"), .long(options.count): return .help
      case .letter("V"), .long(options.count + 1): return .version
      case let known:
        guard let option = option(known) else { continue }
        do throws(Refusal) {
          try option.apply(&settings, match.value < 0 ? nil : value(match, word(at: match.value)))
        } catch {
          return .refused(error.of("--" + option.name))
        }
      }
    }
    return .operands(Arguments(Array(arguments[(operand - 1)...])))
  }

  /// `--generate FORM` alone: for `make install`, so it is in no help and has no abbreviation.
  private func generated(by arguments: [CString]) -> Outcome? {
    guard arguments.first == "--generate", arguments.count == 2 else { return nil }
    if let form = Reference.Form(rawValue: arguments[1].text) { return .generated(reference.text(form)) }
    let forms = Reference.Form.allCases.map(\.rawValue).joined(separator: ", ")
    return .refused(Refusal(Text(en: "--generate takes \(forms)", zh: "--generate 可用 \(forms)")))
  }

  /// A short form takes an argument where the long one must have one, as in util-linux; one that may be
  /// left out only in the same word, and only in some tools.
  private var letters: String {
    var letters = "+:hV"
    for option in options {
      guard let letter = option.letter else { continue }
      letters.unicodeScalars.append(letter)
      switch option.argument {
      case .none: break
      case .required: letters += ":"
      case .optional: letters += attachesOptionalValues ? "::" : ""
      }
    }
    return letters
  }

  /// As nsenter(1) has it, `-m=FILE` is `-mFILE`.
  private func value(_ match: cl_match, _ word: CString) -> CString {
    guard attachesOptionalValues, case .letter = Match(match.code), word.text.hasPrefix("=") else {
      return word
    }
    return word.dropping(1)
  }

  private func option(_ match: Match) -> Option<Settings>? {
    switch match {
    case .long(let index): index < options.count ? options[index] : nil
    case .letter(let letter): options.first { $0.letter == letter }
    case .mistake: nil
    }
  }

  /// getopt_long tells no more than this of what it does not like.
  private func mistake(_ match: cl_match, word: String) -> Refusal {
    let rejected = Match(match.rejected)
    let known = option(rejected)
    if match.code == Match.missing {
      let name = known.map { "--" + $0.name } ?? word
      return Refusal(Text(en: "\(name) needs an argument", zh: "\(name) 需要一个参数"))
    }
    if let known, case .long = rejected {
      return Refusal(Text(en: "--\(known.name) takes no argument", zh: "--\(known.name) 不接受参数"))
    }
    if case .letter(let letter) = rejected, letter != "\0" {
      return Refusal(Text(en: "unknown option -\(letter)", zh: "未知选项 -\(letter)"))
    }
    let start = word.prefix { $0 != "=" }.dropFirst(2)
    let fitting = options.map(\.name).filter { $0.hasPrefix(start) }.map { "--" + $0 }
    guard fitting.count > 1 else { return Refusal(Text(en: "unknown option \(word)", zh: "未知选项 \(word)")) }
    return Refusal(
      Text(
        en: "\(word) could be \(fitting.joined(separator: " or "))",
        zh: "\(word) 有歧义，可能是 \(fitting.joined(separator: " 或 "))"))
  }
}

extension Refusal {
  fileprivate func of(_ option: String) -> Refusal {
    Refusal(
      Text(en: "\(option): " + text.in(.english), zh: "\(option)：" + text.in(.chinese)), cure: cure,
      isUsage: isUsage)
  }
}

/// What a code of getopt_long stands for.
private enum Match {
  case long(Int)
  case letter(Unicode.Scalar)
  case mistake

  /// What it says where a required argument is not there.
  static let missing = Int32(UInt8(ascii: ":"))

  init(_ code: Int32) {
    if code >= CL_LONG {
      self = .long(Int(code) - Int(CL_LONG))
    } else if code == Self.missing || code == UInt8(ascii: "?") {
      self = .mistake
    } else {
      self = Unicode.Scalar(UInt32(code)).map { .letter($0) } ?? .mistake
    }
  }
}

extension OptionArgument {
  fileprivate var code: Int32 {
    switch self {
    case .none: Int32(CL_ARGUMENT_NONE)
    case .required: Int32(CL_ARGUMENT_REQUIRED)
    case .optional: Int32(CL_ARGUMENT_OPTIONAL)
    }
  }
}
