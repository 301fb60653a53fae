internal import Isolation

/// All that is known of how a tool is called: from it come man pages and completions.
struct Reference: Sendable {
  let tool: String
  let version: String
  let synopsis: String
  let purpose: Text
  let entries: [Entry]
  let operands: Operands
  let manual: Manual
  /// Whether a letter may have its optional argument in the same word.
  let attachesOptionalValues: Bool

  /// What `--generate` makes, for `make install`.
  enum Form: String, CaseIterable, Sendable {
    case man
    case chineseMan = "man-zh"
    case bash, zsh, fish
  }

  func text(_ form: Form) -> String {
    switch form {
    case .man: manPage(in: .english)
    case .chineseMan: manPage(in: .chinese)
    case .bash: bashCompletion
    case .zsh: zshCompletion
    case .fish: fishCompletion
    }
  }

  /// The tool's name as a part of a shell function's.
  var identifier: String { String(tool.map { $0.isLetter || $0.isNumber ? $0 : "_" }) }

  /// A regular expression for the words whose next word is their argument; nil if there are none.
  var takingPattern: String? {
    let taking = entries.filter(\.takesNextWord)
    if taking.isEmpty { return nil }
    let letters = taking.compactMap(\.letter).map { "\($0)" }.joined()
    let names = "--(" + taking.map(\.name).joined(separator: "|") + ")"
    if letters.isEmpty { return "^\(names)$" }
    // What follows such a letter in its word is its argument, and no further letters.
    let attaching = entries.filter { attachesOptionalValues && $0.argument.isOptional }
    let ending = letters + attaching.compactMap(\.letter).map { "\($0)" }.joined()
    return "^(\(names)|-[^-\(ending)]*[\(letters)])$"
  }
}

extension String {
  /// In single quotes, as bash and zsh read them.
  var shellQuoted: String {
    "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
