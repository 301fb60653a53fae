import ArgumentParser
import Console
import Isolation
import LabKit

struct PlanOfLab: ParsableCommand {
  static let configuration = CommandConfiguration(
    "plan",
    Text(
      en: "Say what beginning a lab would make on this host, and make nothing.",
      zh: "说明开始一个实验会在本机创建什么，但什么也不创建。"))
  @OptionGroup var shelf: Shelf
  @Argument(help: .init(en: "The lab, by id or number.", zh: "实验的名称或编号。", value: "lab")) var name: String

  func run() throws { Screen(.output, shelf.spoken).show(PlanText(try shelf.lab(name))) }
}

extension Screen {
  func show(_ plan: PlanText) {
    for entry in plan.entries {
      line(
        entry.which.isEmpty ? entry.what.in(language) : "\(pad(entry.what.in(language), 60)) \(entry.which)")
    }
    say(Text(en: "\nThe calls that make the first shell:", zh: "\n创建第一个 shell 的系统调用："))
    for call in plan.calls { line("  \(call)") }
  }
}
