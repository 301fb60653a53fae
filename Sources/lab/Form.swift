import Console
import Isolation

/// What a terminal can show, and what its reader wants.
struct Form: Hashable {
  var isColoured: Bool
  /// Signs of ASCII only.
  var isASCII: Bool
  /// For screen readers: nothing is drawn, no cursor moves, every line says all by itself.
  var isLinear: Bool

  static let variable: StaticString = "ANATOMY_LINEAR"

  init(_ terminal: Terminal, linear: Bool = false) {
    isColoured = terminal.isColoured
    isASCII = !Self.isUTF8
    isLinear = linear || environment("TERM") == "dumb" || !(environment(Self.variable) ?? "").isEmpty
  }

  /// As a request in another terminal has it.
  init(_ words: [String]) {
    isColoured = words.contains("colour")
    isASCII = words.contains("ascii")
    isLinear = words.contains("linear")
  }

  var words: [String] {
    (isColoured ? ["colour"] : []) + (isASCII ? ["ascii"] : []) + (isLinear ? ["linear"] : [])
  }

  /// The sign of what is so.
  var tick: String { isASCII ? "+" : "✓" }

  /// LC_ALL, LC_CTYPE, LANG: the first that is set decides. locale(7)
  static var isUTF8: Bool {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment($0) }.first { !$0.isEmpty } ?? ""
    return name.uppercased().replacing("-", with: "").contains("UTF8")
  }
}

extension Language {
  /// Whether this terminal has its letters. The console of the kernel itself has none of Chinese.
  /// console(4)
  static var chineseCanBeShown: Bool { Form.isUTF8 && environment("TERM") != "linux" }

  /// The one to speak on a terminal, where `wanted` may be more than it can show.
  static func shown(_ wanted: Language) -> Language {
    wanted == .chinese && Terminal.output.isInteractive && !chineseCanBeShown ? .english : wanted
  }
}
