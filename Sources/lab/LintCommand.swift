import ArgumentParser
import Console
import Isolation
import LabKit

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(
      en: "Check lab files and guides, without running anything.",
      zh: "检查实验文件和讲解文本，不运行任何东西。"),
    discussion: Text(
      en: """
        Finds what is missing, unknown, there twice, not translated, or wider than 100 columns, and translations whose \
        English text has changed since they were confirmed by --translated.
        """,
      zh: """
        找出缺少的、未知的、重复的、没有翻译的、宽度超过 100 列的内容，以及用 --translated 确认之后英文原文又有改动的译文。
        """))
  @OptionGroup var shelf: Shelf
  @Flag(
    help: .init(
      en: "Write down that the Chinese guides say what the English ones say now.",
      zh: "确认中文讲解与现在的英文讲解内容一致，并记录下来。")) var translated = false
  @Argument(
    help: .init(
      en: "Folders of labs; all of them if none is named.", zh: "实验所在的目录；不指定时检查全部实验。", value: "folder"))
  var folders: [String] = []

  func run() throws {
    let language = shelf.spoken
    let all = folders.isEmpty ? try shelf.folders() : folders
    if translated { try confirm(all) }
    var problems: [String] = []
    for folder in all {
      do throws(FormatError) {
        let claims = try Claims(of: Shelf.parent(folder))
        problems += try Lab(folder: folder).problems(claims) { $0.displayWidth }.map { $0.text(in: language) }
      } catch {
        problems.append(error.text(in: language))
      }
    }
    for problem in problems { Terminal.error.write("lab: \(problem)\n") }
    if !problems.isEmpty { throw ExitCode(1) }
    Terminal.output.write(
      Text(
        en: "nothing wrong (\(all.count) \(all.count == 1 ? "lab" : "labs"))\n",
        zh: "共 \(all.count) 个实验，没有问题\n"
      ).in(language))
  }

  private func confirm(_ folders: [String]) throws {
    for folder in folders {
      let count = try told(in: shelf.spoken) { () throws(LabError) in
        try Translation(.chinese, of: folder).confirm()
      }
      Terminal.output.write(
        Text(en: "\(folder): \(count) texts confirmed\n", zh: "\(folder)：已确认 \(count) 段译文\n").in(shelf.spoken)
      )
    }
  }
}
