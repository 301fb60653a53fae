import ArgumentParser
import Console
import Isolation
import LabKit

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check lab files and guides, without running anything.",
    discussion: """
      Finds what is missing, unknown, there twice, not translated, or wider than 100 columns, and translations whose \
      English text has changed since they were confirmed by --translated.
      """)
  @OptionGroup var shelf: Shelf
  @Flag(help: "Write down that the Chinese guides say what the English ones say now.") var translated = false
  @Argument(help: "Folders of labs; all of them if none is named.") var folders: [String] = []

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
