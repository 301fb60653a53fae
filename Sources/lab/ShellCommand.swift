import ArgumentParser
import Console
import Isolation
import LabKit

struct Shell: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take part in a running lab from another terminal: a second shell outside.")
  @OptionGroup var shelf: Shelf
  @Argument(help: "The lab, if more than one is running.") var name: String?

  func run() throws {
    let running = Guest.running().filter { name == nil || $0.lab == name }
    guard let guest = running.first, running.count == 1 else {
      throw Trouble(
        .other(
          running.isEmpty
            ? Text(en: "no lab is running; begin one with: lab start NAME", zh: "没有正在运行的实验；请先执行 lab start 名称")
            : Text(
              en: "several labs are running, name one: \(running.map(\.lab).joined(separator: ", "))",
              zh: "有多个实验正在运行，请指定其一：\(running.map(\.lab).joined(separator: ", "))")), shelf.spoken)
    }
    let shell = CString(environment("SHELL") ?? "/bin/sh")
    let ending = try told(in: shelf.spoken) { () throws(LabError) in try guest.run(shell, tools: Shelf.tools)
    }
    throw ExitCode(ending?.status ?? 0)
  }
}
