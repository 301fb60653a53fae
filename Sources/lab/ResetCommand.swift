import ArgumentParser
import Console
import Isolation
import LabKit

struct Reset: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "End what labs have left running, and take back all they made.")
  @OptionGroup var shelf: Shelf
  @Flag(help: "Every session of yours, also one that is running.") var all = false

  func run() throws {
    let running = Set(Guest.running().map(\.folder))
    let sessions = Session.all.filter { all || !running.contains($0) }
    for folder in sessions {
      try told(in: shelf.spoken) { () throws(LabError) in try Session.reset(folder) }
    }
    Terminal.output.write(
      Text(en: "\(sessions.count) sessions taken back\n", zh: "已清理 \(sessions.count) 个会话\n").in(shelf.spoken))
    if !all, !running.isEmpty {
      Terminal.output.write(
        Text(
          en: "\(running.count) still running; lab reset --all ends those as well\n",
          zh: "还有 \(running.count) 个会话正在运行；lab reset --all 会一并结束它们\n"
        ).in(shelf.spoken))
    }
  }
}
