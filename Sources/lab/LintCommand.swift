import ArgumentParser
import Console
import Isolation
import LabKit

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check lab files and guides, without running anything.")
  @OptionGroup var shelf: Shelf
  @Argument(help: "Folders of labs; all of them if none is named.") var folders: [String] = []

  func run() throws {
    let language = shelf.spoken
    var problems: [String] = []
    let all = folders.isEmpty ? try shelf.folders() : folders
    for folder in all {
      do throws(FormatError) {
        problems += try Lab(folder: folder).problems().map { $0.text(in: language) }
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
}
