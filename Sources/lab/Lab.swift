import ArgumentParser
import Console

@main
struct LabCommandLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: "Guided experiments on what a container is made of.",
    version: "lab \(version)",
    subcommands: [
      List.self, DoctorCommand.self, Start.self, Shell.self, Hint.self, Status.self, Why.self, Next.self,
      Back.self, Map.self, Demo.self, PlanOfLab.self, New.self, ReportOfRuns.self, Lint.self, Test.self,
      Reset.self,
    ])
}
