import ArgumentParser
import Console
import Isolation
import LabKit

@main
struct LabCommandLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: purpose.in(.ofHelp),
    version: "lab \(version)",
    subcommands: [
      List.self, DoctorCommand.self, Start.self, Shell.self, Hint.self, Status.self, Why.self, Next.self,
      Back.self, Map.self, Demo.self, PlanOfLab.self, New.self, ReportOfRuns.self, Lint.self, Test.self,
      Reset.self,
    ])
  static let purpose = Text(
    en: "Guided experiments on what a container is made of.", zh: "有讲解的实验：容器由什么构成。")

  @ArgumentParser.Option(help: .hidden) var generate: Generated?

  /// An error is said as every tool says it.
  static var _errorPrefix: String { "lab: " }

  func run() throws {
    guard let generate else { throw CleanExit.helpRequest(self) }
    Terminal.output.deliver(generate.text, by: "lab")
  }

  /// A word that is no subcommand is more likely misspelt than too much.
  private static func refuseUnknown() throws {
    let known = configuration.subcommands.map { $0._commandName } + ["help"]
    guard let word = ownArguments.first?.text, !word.hasPrefix("-"), !known.contains(word) else { return }
    let what = Text(en: "there is no command \"\(word)\"", zh: "没有名为“\(word)”的子命令")
    throw ValidationError(what.joined(.meant(word, known)))
  }

  static func main() {
    do {
      try refuseUnknown()
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let text = ParserWords.translated(fullMessage(for: error)), status = exitCode(for: error)
      if !text.isEmpty {
        if status.isSuccess {
          Terminal.output.deliver(text + "\n", by: "lab")
        } else {
          Terminal.error.write(text + "\n")
        }
      }
      Isolation.exit(status.rawValue)
    }
  }
}
