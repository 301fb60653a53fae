import ArgumentParser
import Console
import Isolation
import LabKit

struct PlanOfLab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Say what beginning a lab would make on this host, and make nothing.")
  @OptionGroup var shelf: Shelf
  @Argument(help: "The lab, by id or number.") var name: String

  func run() throws { Screen(.output, shelf.spoken).show(PlanText(try shelf.lab(name))) }
}

extension Screen {
  func show(_ plan: PlanText) {
    for entry in plan.entries {
      line(
        entry.which.isEmpty ? entry.what.in(language) : "\(pad(entry.what.in(language), 58)) \(entry.which)")
    }
    say(Text(en: "\nThe calls that make the first shell:", zh: "\n创建第一个 shell 的系统调用："))
    for call in plan.calls { line("  \(call)") }
  }
}
