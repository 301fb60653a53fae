import Console
import Isolation
import LabKit

/// How labs look on a terminal. A sign stands beside each colour, a word beside each sign.
struct Screen {
  let terminal: Terminal
  let language: Language

  init(_ terminal: Terminal, _ language: Language) {
    self.terminal = terminal
    self.language = language
  }

  func line(_ text: String = "") { terminal.write(text + "\n") }
  func say(_ text: Text) { line(text.in(language)) }

  func row(_ lab: Lab, _ readiness: Readiness) {
    let number = "L\(lab.number)"
    let title = lab.guide(in: language).title
    let minutes = Text(en: "\(lab.minutes) min", zh: "\(lab.minutes) 分钟").in(language)
    let head = "\(pad(number, 4))\(pad(lab.id, 20))\(pad(minutes, 9))"
    switch readiness {
    case .ready:
      line("\(head)\(terminal.styled(Text(en: "ready", zh: "可以运行").in(language), .green))  \(title)")
    case .blocked(let why, let cure):
      line("\(head)\(terminal.styled(Text(en: "blocked", zh: "受阻").in(language), .yellow))  \(title)")
      line("      why  \(why.in(language))")
      line("      try  \(cure.in(language))")
    }
  }

  func fact(_ name: Text, _ value: String) { line("\(pad(name.in(language), 18))\(value)") }

  func title(_ text: String) { line("\n" + terminal.styled("== \(text) ==", .bold)) }
  func heading(_ text: String) { line("\n" + terminal.styled("-- \(text)", .bold)) }
  func note(_ text: String) { line(terminal.styled(text, .dim)) }

  /// One check: claim, verdict, what was observed and where.
  func show(_ result: CheckResult) {
    let (sign, word, style, detail): (String, Text, Style, String) =
      switch result.verdict {
      case .met(let evidence):
        (
          "✓", result.kind == .keep ? Text(en: "holds", zh: "保持") : Text(en: "met", zh: "满足"), .green,
          shown(evidence)
        )
      case .notYet(let evidence):
        result.kind == .keep
          ? ("✗", Text(en: "broken", zh: "被破坏"), .red, shown(evidence))
          : ("·", Text(en: "not yet", zh: "尚未"), .yellow, shown(evidence))
      case .cannotTell(let why): ("?", Text(en: "cannot tell", zh: "无法判断"), .yellow, why.in(language))
      case .blocked(let why, let cure):
        ("-", Text(en: "blocked", zh: "受阻"), .yellow, "\(why.in(language)); \(cure.in(language))")
      }
    line(" \(terminal.styled("\(sign) \(word.in(language))", style))  \(result.claim.in(language))")
    if !detail.isEmpty { line("     " + terminal.styled(detail, .dim)) }
  }

  private func shown(_ evidence: Evidence) -> String {
    let source = evidence.source.isEmpty ? "" : "   [\(evidence.source)]"
    return evidence.observed.in(language) + source
  }

  func question(_ question: String, _ choices: [Choice]) {
    line(terminal.styled(Text(en: "Predict: ", zh: "先预测：").in(language), .cyan) + question)
    for (index, choice) in choices.enumerated() { line("  \(letter(index)))  \(choice.text)") }
    let unsure = Text(en: "I do not know", zh: "不知道").in(language)
    line("  ?)  \(unsure)")
  }

  func letter(_ index: Int) -> String { String(UnicodeScalar(UInt8(97 + index))) }

  func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.displayWidth))
  }
}
