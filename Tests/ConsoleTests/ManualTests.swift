import Foundation
import Isolation
import XCTest

@testable import Console

/// Man page and completions are functions of an option table.
final class ManualTests: XCTestCase {
  private struct Settings: Sendable { var isOn = false }

  private func table(operands: Operands? = nil, synopsis: String = "a-tool [options] [command...]")
    -> OptionTable<Settings>
  {
    OptionTable(
      "a-tool", synopsis, Text(en: "Does it.", zh: "完成它。"),
      [
        Option("o", "on", sets: \.isOn, Text(en: "it's [on]", zh: "打开")),
        Option("m", "mode", takes: .required("MODE"), Text(en: "a mode", zh: "模式")) { _, _ in }
          .completing(.words("fast", "slow")),
        Option(nil, "keep", takes: .optional("FILE"), Text(en: "a file", zh: "文件")) { _, _ in },
        Option(nil, "rule", takes: .required("allow|deny"), Text(en: "a rule", zh: "规则")) { _, _ in },
      ], operands: operands,
      manual: Manual(
        description: [Text(en: ".begins with a dot\\", zh: "描述")],
        exitStatus: [("0", Text(en: "well", zh: "成功"))],
        examples: [("a-tool --on\n'quoted'", Text(en: "So:", zh: "如："))], seeAlso: ["other-tool(1)"]))
  }

  func testWhatRoffWouldTakeForARequestIsEscaped() {
    XCTAssertEqual("--map-root".roff, "\\-\\-map\\-root")
    XCTAssertEqual("a\\b".roff, "a\\eb")
    XCTAssertEqual(".SH".roff, "\\&.SH")
    XCTAssertEqual("'x'".roff, "\\&\\(aqx\\(aq")
    XCTAssertEqual("a.b's \"c\" ~^`".roff, "a.b\\(aqs \\(dqc\\(dq \\(ti\\(ha\\(ga")
    XCTAssertEqual("one\n.two".roff, "one .two")
  }

  func testChineseMayBreakBetweenCharactersButNotBeforeAFullStop() {
    XCTAssertEqual("命名，（空）间".roff, "命\\:名，\\:（空）\\:间")
    XCTAssertEqual("用 id 表示".roff, "用 id 表\\:示")
  }

  func testThePageHasEverything() {
    let page = table().reference.manPage(in: .english)
    for line in [
      "a\\-tool \\- does it", "\\fB\\-o\\fR, \\fB\\-\\-on\\fR",
      "\\fB\\-m\\fR, \\fB\\-\\-mode\\fR \\fIMODE\\fR",
      "\\fB\\-\\-keep\\fR[=\\fIFILE\\fR]", "\\fB\\-h\\fR, \\fB\\-\\-help\\fR", "\\&.begins with a dot\\e",
      ".SH \"EXIT STATUS\"", "a\\-tool \\-\\-on", "\\&\\(aqquoted\\(aq", "\\fBother\\-tool\\fR(1)",
    ] {
      XCTAssertTrue(page.split(separator: "\n").contains(Substring(line)), line + "\n" + page)
    }
    let chinese = table().reference.manPage(in: .chinese)
    XCTAssertTrue(chinese.contains(".SH \"退出状态\"\n"), chinese)
    XCTAssertTrue(chinese.contains("完\\:成\\:它\n"), chinese)
    XCTAssertFalse(chinese.contains("does it"), chinese)
  }

  func testEveryOptionIsInEveryForm() {
    let reference = table().reference
    for form in Reference.Form.allCases {
      let text = reference.text(form).replacingOccurrences(of: "\\-", with: "-")
      for entry in reference.entries {
        let spelling = form == .fish ? "-l \(entry.name) " : "--\(entry.name)"
        XCTAssertTrue(text.contains(spelling), "\(form) \(spelling)\n\(text)")
      }
    }
  }

  func testTheExplanationOfZshIsInBrackets() {
    let zsh = table().reference.zshCompletion
    XCTAssertTrue(zsh.contains("  '(-o --on)--on[it'\\''s \\[on\\]]' \\\n"), zsh)
    XCTAssertTrue(zsh.contains("'(-m --mode)-m+[a mode]:MODE:(fast slow)'"), zsh)
    XCTAssertTrue(zsh.contains("'--keep=-[a file]::FILE:{_files}'"), zsh)
  }

  func testWhatIsOfferedFollowsFromThePlaceholder() {
    XCTAssertEqual(OptionArgument.required("DIR").usualCompletion, .directory)
    XCTAssertEqual(OptionArgument.optional("FILE").usualCompletion, .file)
    XCTAssertEqual(OptionArgument.required("PID").usualCompletion, .process)
    XCTAssertEqual(OptionArgument.required("allow|deny").usualCompletion, .words("allow", "deny"))
    XCTAssertEqual(OptionArgument.required("N").usualCompletion, .nothing)
    XCTAssertEqual(OptionArgument.required("UID|follow").usualCompletion, .words("follow"))
    XCTAssertEqual(OptionArgument.required("PID[:INODE]").usualCompletion, .process)
    XCTAssertEqual(OptionArgument.optional("FILE|:NUMBER").usualCompletion, .file)
    XCTAssertEqual(OptionArgument.none.usualCompletion, .nothing)
    let signals = OptionArgument.optional("SIGNAL").usualCompletion.words
    XCTAssertTrue(signals.starts(with: ["HUP", "INT"]) && signals.contains("KILL"), "\(signals)")
    // The tools take them back.
    for name in signals { XCTAssertNotNil(Signal(name), name) }
  }

  func testWhichWordsTakeTheNextOne() throws {
    let pattern = try XCTUnwrap(table().reference.takingPattern)
    for word in ["--mode", "--rule", "-m", "-om"] { XCTAssertTrue(word.matches(pattern), word) }
    for word in ["--keep", "--on", "-o", "-mo", "--mode=fast", "mode"] {
      XCTAssertFalse(word.matches(pattern), word)
    }
    XCTAssertNil(OptionTable<Settings>("t", "t", Text(en: "", zh: ""), []).reference.takingPattern)
  }

  func testOperands() {
    XCTAssertEqual(table().reference.operands, .command)
    XCTAssertEqual(table(synopsis: "a-tool A B").reference.operands, Operands.none)
    let pids = table(operands: .some(.process.or("self"))).reference
    XCTAssertTrue(pids.bashCompletion.contains("-W \"self $(cd /proc"), pids.bashCompletion)
    XCTAssertTrue(pids.fishCompletion.contains("-a 'self (__fish_complete_pids)'"), pids.fishCompletion)
    XCTAssertTrue(pids.zshCompletion.contains("{_pids; compadd self}"), pids.zshCompletion)
  }

  func testGenerateIsAnActionOfItsOwn() {
    var settings = Settings()
    XCTAssertEqual(
      table().parse(["--generate", "bash"], into: &settings), .generated(table().reference.bashCompletion))
    guard case .refused(let refusal) = table().parse(["--generate", "ksh"], into: &settings) else {
      return XCTFail("not refused")
    }
    XCTAssertEqual(refusal.text.in(.english), "--generate takes man, man-zh, bash, zsh, fish")
    // Nothing that a command could be given by chance.
    for words: [CString] in [["--generate"], ["--generate=bash"], ["--generate", "bash", "x"]] {
      guard case .refused = table().parse(words, into: &settings) else { return XCTFail("\(words)") }
    }
    XCTAssertFalse(table().help(in: .english).contains("generate"))
  }
}

extension String {
  fileprivate func matches(_ pattern: String) -> Bool {
    range(of: pattern, options: .regularExpression) != nil
  }
}
