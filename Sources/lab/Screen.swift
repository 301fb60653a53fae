import Console
import Isolation
import LabKit

/// How labs look on a terminal. A sign stands beside each colour, a word beside each sign.
struct Screen {
  let terminal: Terminal
  let language: Language
  let form: Form
  /// Where all that is shown is recorded, too.
  var cast: Asciicast?
  /// What only those in the terminals that joined have to be told.
  var aside: ((Text) -> Void)?
  /// Where the words go: the terminal, or somewhere else that leads to one.
  private let sink: (String) -> Void

  init(_ terminal: Terminal, _ language: Language) {
    self.init(terminal, language, Form(terminal)) { terminal.write($0) }
  }

  init(
    _ terminal: Terminal = .output, _ language: Language, _ form: Form, write: @escaping (String) -> Void
  ) {
    self.terminal = terminal
    self.language = language
    self.form = form
    sink = write
  }

  func write(_ text: String) {
    sink(text)
    cast?.output(text)
  }
  func line(_ text: String = "") { write(text + "\n") }
  /// A sentence or more in lines that the terminal can show, not wider than the guides.
  func paragraph(_ text: String, indent: Int = 0) {
    if form.isLinear { return line(text) }
    let width = max(40, min(terminal.size?.columns ?? 100, 100))
    for piece in text.split(separator: "\n", omittingEmptySubsequences: false) {
      for part in String(piece).wrapped(to: width, indent: indent) { line(part) }
    }
  }
  func styled(_ text: String, _ style: Style) -> String {
    form.isColoured && !text.isEmpty ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
  }
  func say(_ text: Text) { line(text.in(language)) }

  /// `mark`: how far the learner has come.
  func row(_ lab: Lab, _ readiness: Readiness, mark: String = "") {
    let number = "L\(lab.number)"
    let title = lab.guide(in: language).title
    let minutes = Text(en: "\(lab.minutes) min", zh: "\(lab.minutes) 分钟").in(language)
    let head = "\(pad(number, 4))\(pad(lab.id, 23))\(pad(minutes, 9))"
    let shown = mark.isEmpty ? title : "\(title)  (\(mark))"
    switch readiness {
    case .ready:
      line("\(head)\(styled(Text(en: "ready", zh: "可以运行").in(language), .green))  \(shown)")
    case .blocked(let why, let cure):
      line("\(head)\(styled(Text(en: "blocked", zh: "无法运行").in(language), .yellow))  \(shown)")
      write("    " + Remark.why.line(why.in(language), in: language))
      write("    " + Remark.toTry.line(cure.in(language), in: language))
    }
  }

  /// Steps that this host cannot show.
  func leaves(out left: [(step: LabStep, why: Text, cure: Text)]) {
    for (step, why, cure) in left {
      say(
        Text(
          en: "(The step \(step.id) is left out on this host.)", zh: "（本机无法演示 \(step.id) 这一步，已略去。）"))
      write("    " + Remark.why.line(why.in(language), in: language))
      write("    " + Remark.toTry.line(cure.in(language), in: language))
    }
  }

  func fact(_ name: Text, _ value: String) { line("\(pad(name.in(language), 18))\(value)") }

  func title(_ text: String) { line("\n" + styled(form.isLinear ? text : "== \(text) ==", .bold)) }
  func heading(_ text: String) { line("\n" + styled(form.isLinear ? text : "-- \(text)", .bold)) }
  func note(_ text: String) { line(styled(text, .dim)) }

  /// One check: claim, verdict, what was observed and where.
  func show(_ result: CheckResult) {
    let (sign, word, style, detail): (String, Text, Style, String) =
      switch result.verdict {
      case .met(let evidence):
        (
          form.tick,
          result.kind == .keep ? Text(en: "holds", zh: "保持") : Text(en: "met", zh: "满足"),
          .green, shown(evidence)
        )
      case .notYet(let evidence):
        result.kind == .keep
          ? (form.isASCII ? "x" : "✗", Text(en: "broken", zh: "未保持"), .red, shown(evidence))
          : (form.isASCII ? "." : "·", Text(en: "not yet", zh: "尚未"), .yellow, shown(evidence))
      case .cannotTell(let why): ("?", Text(en: "cannot tell", zh: "无法判断"), .yellow, why.in(language))
      case .blocked(let why, let cure):
        ("-", Text(en: "blocked", zh: "受阻"), .yellow, why.in(language) + semicolon + cure.in(language))
      }
    let claim = result.claim.in(language)
    if form.isLinear {
      let colon = language == .chinese ? "：" : ": "
      line("\(word.in(language))\(colon)\(claim)" + (detail.isEmpty ? "" : semicolon + detail))
      return
    }
    line(" \(styled("\(sign) \(word.in(language))", style))  \(claim)")
    if !detail.isEmpty { line("     " + styled(detail, .dim)) }
  }

  private var semicolon: String { language == .chinese ? "；" : "; " }

  private func shown(_ evidence: Evidence) -> String {
    let source = evidence.source.isEmpty ? "" : "   [\(evidence.source)]"
    return evidence.observed.in(language) + source
  }

  func question(_ question: String, _ choices: [Choice]) {
    predict(question)
    options(choices.map(\.text))
  }

  func predict(_ question: String) { paragraph(Text(en: "Predict: ", zh: "先预测：").in(language) + question) }

  /// What can be chosen, each with its key.
  func options(_ texts: [String]) {
    for (index, text) in texts.enumerated() { paragraph("  \(letter(index)))  \(text)", indent: 6) }
    let unsure = Text(en: "I do not know", zh: "不知道").in(language)
    line("  ?)  \(unsure)")
  }

  func letter(_ index: Int) -> String { String(UnicodeScalar(UInt8(97 + index))) }

  func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.displayWidth))
  }
}

extension Choice {
  /// What it says, and what is to be said of it: with a blank between, but not after a full-width mark.
  var sentences: String {
    text + (text.last.map { "。！？".contains($0) } ?? true || remark.isEmpty ? "" : " ") + remark
  }
}
