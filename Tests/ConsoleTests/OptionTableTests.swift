import Isolation
import XCTest

@testable import Console

/// Parsing is a function of an argument list.
final class OptionTableTests: XCTestCase {
  private struct Settings: Sendable {
    var flags: [String] = []
    var file: CString?
    var size: CString?
    var isOn = false
  }

  private let table = OptionTable<Settings>(
    "tool", "tool [options] [command...]", Text(en: "Does it.", zh: "完成它。"),
    [
      Option("a", "alpha", Text(en: "the first", zh: "第一个")) { settings, _ in settings.flags.append("a") },
      Option("f", "file", takes: .optional("FILE"), Text(en: "a file", zh: "文件")) { settings, file in
        settings.flags.append("f")
        settings.file = file
      },
      Option("s", "size", takes: .required("N"), Text(en: "a size", zh: "大小")) {
        settings, size throws(Refusal) in
        guard let size, Int(size.text) != nil else { throw Refusal(Text(en: "no number", zh: "不是数字")) }
        settings.size = size
      },
      Option(nil, "alpine", sets: \.isOn, Text(en: "on", zh: "打开")),
      Option(nil, "a-very-long-name-of-an-option", takes: .required("WORD"), Text(en: "long", zh: "长")) {
        _, _ in
      },
    ])

  private func parse(_ words: CString...) -> (Settings, OptionTable<Settings>.Outcome) {
    var settings = Settings()
    let outcome = table.parse(words, into: &settings)
    return (settings, outcome)
  }

  func testOperandsBeginAtTheFirstWordThatIsNoOption() {
    let (settings, outcome) = parse("-a", "--size", "5", "run", "-a", "--file=x")
    XCTAssertEqual(settings.flags, ["a"])
    XCTAssertEqual(settings.size, "5")
    XCTAssertEqual(outcome, .operands(["run", "-a", "--file=x"]))
    XCTAssertEqual(parse().1, .operands([]))
    XCTAssertEqual(parse("--", "-a").1, .operands(["-a"]))
    XCTAssertEqual(parse("-").1, .operands(["-"]))
    XCTAssertEqual(parse("", "x").1, .operands(["", "x"]))
  }

  func testOptionalArgumentsBelongToTheLongForm() {
    XCTAssertEqual(parse("--file=x").0.file, "x")
    XCTAssertEqual(parse("--file=").0.file, "")
    XCTAssertNil(parse("--file", "x").0.file)
    XCTAssertEqual(parse("--file", "x").1, .operands(["x"]))
    // A cluster is a cluster: the letter takes nothing.
    XCTAssertEqual(parse("-fa").0.flags, ["f", "a"])
    XCTAssertEqual(parse("-afs7").0.size, "7")
    XCTAssertTrue(parse("--alpin").0.isOn)
  }

  func testBytesThatAreNoTextSurvive() {
    let odd = CString(bytes: [0x61, 0xFF])
    XCTAssertEqual(parse("--file=" + odd).0.file, odd)
    XCTAssertEqual(parse(odd).1, .operands([odd]))
  }

  func testHelpAndVersion() {
    XCTAssertEqual(parse("-h").1, .help)
    XCTAssertEqual(parse("--help").1, .help)
    XCTAssertEqual(parse("-aV").1, .version)
    XCTAssertEqual(parse("--version").1, .version)
    // What comes first counts.
    guard case .refused = parse("--nonsense", "--help").1 else { return XCTFail("not refused") }
  }

  func testWhatIsRefused() {
    func text(_ words: CString..., language: Language = .english) -> String? {
      var settings = Settings()
      guard case .refused(let refusal) = table.parse(words, into: &settings) else { return nil }
      return refusal.text.in(language)
    }
    XCTAssertEqual(text("--nonsense"), "unknown option --nonsense")
    XCTAssertEqual(text("--nonsense=5"), "unknown option --nonsense=5")
    XCTAssertEqual(text("-x"), "unknown option -x")
    XCTAssertEqual(text("-ax"), "unknown option -x")
    XCTAssertEqual(text("--size"), "--size needs an argument")
    XCTAssertEqual(text("-s"), "--size needs an argument")
    XCTAssertEqual(text("--alpha=1"), "--alpha takes no argument")
    XCTAssertEqual(text("--alp"), "--alp could be --alpha or --alpine")
    XCTAssertEqual(text("--size", "big"), "--size: no number")
    XCTAssertEqual(text("--size", "big", language: .chinese), "--size：不是数字")
    XCTAssertEqual(text("-x", language: .chinese), "未知选项 -x")
  }

  func testTheReportOfARefusal() {
    let refusal = Refusal(Text(en: "no", zh: "不行"))
    XCTAssertEqual(table.report(refusal, in: .english), "tool: no\n  try  tool --help lists the options\n")
    let cure = Refusal(Text(en: "no", zh: "不行"), cure: "--size 5")
    XCTAssertEqual(table.report(cure, in: .english), "tool: no\n  try  tool --size 5\n")
    XCTAssertEqual(table.report(cure, in: .chinese), "tool: 不行\n  可以试试：tool --size 5\n")
    let gone = Refusal(Text(en: "gone", zh: "没有了"), isUsage: false)
    XCTAssertEqual(table.report(gone, in: .chinese), "tool: 没有了\n")
  }

  func testTheReportOfAnErrorIsOfOneLanguage() {
    func text(_ language: Language) -> String {
      ErrorReport("tool", given: ["x"], on: Terminal(descriptor: -1), in: language).text(
        "no", [Diagnosis(why: Text(en: "it is shut", zh: "门关着"), cures: [.adding("--open")])])
    }
    XCTAssertEqual(text(.english), "tool: no\n  why  it is shut\n  try  tool --open x\n")
    XCTAssertEqual(text(.chinese), "tool: no\n  原因：门关着\n  可以试试：tool --open x\n")
  }

  func testHelpIsAlignedAndNoWiderThanATerminal() {
    for language in Language.allCases {
      let lines = table.help(in: language).split(separator: "\n", omittingEmptySubsequences: false)
      for line in lines { XCTAssertLessThanOrEqual(line.displayWidth, 100, String(line)) }
      XCTAssertTrue(lines[0].hasSuffix("tool [options] [command...]"))
    }
    let help = table.help(in: .english)
    XCTAssertTrue(help.contains("\n -a, --alpha                     the first\n"), help)
    XCTAssertTrue(help.contains("\n     --a-very-long-name-of-an-option WORD\n"), help)
    XCTAssertTrue(help.contains("\n -f, --file[=FILE]"), help)
  }
}
