internal import CLinux
public import Isolation

/// Why an option's argument will not do.
public struct Refusal: Error {
  let text: String
  public init(_ text: String) { self.text = text }
}

/// One option: how it is written, what it is for, what it does to the settings.
public struct Option<Settings>: Sendable {
  public enum Argument: Sendable { case none, required(String), optional(String) }
  public typealias Apply = @Sendable (inout Settings, CString?) throws(Refusal) -> Void

  let letter: Unicode.Scalar?
  let name: String
  let argument: Argument
  let help: Text
  let apply: Apply

  public init(
    _ letter: Unicode.Scalar?, _ name: String, takes argument: Argument = .none, _ help: Text,
    apply: @escaping Apply
  ) {
    self.letter = letter
    self.name = name
    self.argument = argument
    self.help = help
    self.apply = apply
  }
}

/// Everything a tool understands before its command: parsing and help are made from it.
public struct OptionTable<Settings>: Sendable {
  let tool: String
  let synopsis: String
  let purpose: Text
  let options: [Option<Settings>]

  /// `--help` and `--version` need not be among the options.
  public init(_ tool: String, _ synopsis: String, _ purpose: Text, _ options: [Option<Settings>]) {
    self.tool = tool
    self.synopsis = synopsis
    self.purpose = purpose
    self.options = options
  }

  public enum Outcome {
    case operands([CString])
    /// Bad usage; the text, if any, is still to be said.
    case refused(String?)
    case help
    case version
  }

  /// getopt_long(3): options up to the first word that is none; that word and all after it are
  /// operands. Nothing is done before all of them make sense.
  public func parse(into settings: inout Settings) -> Outcome {
    let count = cl_argc()
    let words = unsafe cl_argv()
    // A short form takes an argument only where the long one must have one, as in util-linux.
    var letters = "+hV"
    for option in options {
      guard let letter = option.letter else { continue }
      letters.unicodeScalars.append(letter)
      if case .required = option.argument { letters += ":" }
    }
    let names =
      options.map { Array($0.name.utf8CString) } + [Array("help".utf8CString), Array("version".utf8CString)]
    return unsafe withPointers(names[...], []) { names in
      let rows = unsafe names.indices.map { index in
        if index < options.count {
          unsafe cl_option(
            name: names[index], argument: options[index].argument.code, code: Int32(1000 + index))
        } else {
          unsafe cl_option(
            name: names[index], argument: Int32(CL_ARGUMENT_NONE),
            code: Int32(UnicodeScalar(index == options.count ? "h" : "V").value))
        }
      }
      var first: Int32 = 1
      while true {
        let match = unsafe cl_getopt(first, count, words, letters, rows, Int32(rows.count))
        first = 0
        let code = unsafe match.code
        if code == -1 {
          return .operands(unsafe (match.index..<count).map { unsafe CString(words[Int($0)]!) })
        }
        if code == 104 { return .help }
        if code == 86 { return .version }
        guard let option = find(code) else { return .refused(nil) }
        do throws(Refusal) {
          try option.apply(&settings, unsafe match.value.map { unsafe CString($0) })
        } catch {
          return .refused("--\(option.name): \(error.text)")
        }
      }
    }
  }

  private func find(_ code: Int32) -> Option<Settings>? {
    if code >= 1000 { return options[Int(code) - 1000] }
    return options.first { $0.letter?.value == UInt32(code) }
  }

  /// Parses, and deals with `--help`, `--version` and bad usage; returns the operands.
  public func operands(into settings: inout Settings, in language: Language) -> [CString] {
    switch parse(into: &settings) {
    case .operands(let words): return words
    case .help:
      Terminal.output.write(help(in: language))
      exit(0)
    case .version:
      Terminal.output.write("\(tool) \(version)\n")
      exit(0)
    case .refused(let text): refuse(text, in: language)
    }
  }

  /// Says what is wrong with the usage, and ends with 1.
  public func refuse(_ text: String?, in language: Language) -> Never {
    let seeHelp = Text(en: "\(tool) --help lists the options", zh: "用 \(tool) --help 查看全部选项")
    if let text { Terminal.error.write("\(tool): \(text)\n") }
    Terminal.error.write("  try  \(seeHelp.in(language))\n")
    exit(1)
  }

  public func help(in language: Language) -> String {
    let own = [
      ("-h, --help", Text(en: "this text", zh: "显示本帮助")),
      ("-V, --version", Text(en: "the version", zh: "显示版本")),
    ]
    let rows = options.map { ($0.spelling, $0.help.in(language)) } + own.map { ($0.0, $0.1.in(language)) }
    let usage = Text(en: "usage", zh: "用法").in(language)
    // What is wider has its text on a line of its own.
    let width = 30
    let lines = rows.map { spelling, text in
      let gap =
        spelling.count > width
        ? "\n" + String(repeating: " ", count: width + 3)
        : String(repeating: " ", count: width - spelling.count + 2)
      return " \(spelling)\(gap)\(text)\n"
    }
    return "\(usage): \(synopsis)\n\(purpose.in(language))\n\n" + lines.joined()
  }
}

extension Option {
  var spelling: String {
    let dash = letter.map { "-\($0), --" } ?? "    --"
    return switch argument {
    case .none: dash + name
    case .required(let what): dash + name + " " + what
    case .optional(let what): dash + name + "[=\(what)]"
    }
  }
}

extension Option.Argument {
  fileprivate var code: Int32 {
    switch self {
    case .none: Int32(CL_ARGUMENT_NONE)
    case .required: Int32(CL_ARGUMENT_REQUIRED)
    case .optional: Int32(CL_ARGUMENT_OPTIONAL)
    }
  }
}

/// The pointers are valid inside `body` only, hence one frame for each.
@unsafe private func withPointers<Result>(
  _ rest: ArraySlice<[CChar]>, _ pointers: [UnsafePointer<CChar>],
  _ body: ([UnsafePointer<CChar>]) -> Result
) -> Result {
  guard let first = rest.first else { return unsafe body(pointers) }
  return unsafe first.withUnsafeBufferPointer {
    unsafe withPointers(rest.dropFirst(), pointers + [$0.baseAddress!], body)
  }
}
