import ArgumentParser
import Console
import Isolation
import LabKit

struct Reset: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take back what labs have left, or begin a step or a lab anew.",
    discussion: """
      In a lab's shell: this step anew. With the name of a lab: forgets how far you were in it. Else: ends what labs \
      have left running, and takes back all they made.
      """)
  @OptionGroup var shelf: Shelf
  @Argument(help: "The lab whose progress is forgotten.") var name: String?
  @Flag(help: "Every session of yours, also one that is running.") var all = false
  @Flag(help: "With --all: forget the progress in all labs as well.") var progress = false

  mutating func validate() throws {
    if progress, !all { throw ValidationError("--progress goes with --all") }
    if all, name != nil { throw ValidationError("--all, or the name of a lab") }
  }

  func run() throws {
    if let name { return try forget(shelf.lab(name).id) }
    if !all, let folder = Request.folder, Session.exists(folder) { return try ask(.reset) }
    let running = Set(Guest.running().map(\.folder))
    let sessions = Session.all.filter { all || !running.contains($0) }
    for folder in sessions {
      try told(in: shelf.spoken) { () throws(LabError) in try Session.reset(folder) }
    }
    Terminal.output.write(
      Text(en: "\(sessions.count) sessions taken back\n", zh: "已清理 \(sessions.count) 个会话\n").in(shelf.spoken))
    if progress { Progress.kept.forEach { Progress.forget($0) } }
    if !all, !running.isEmpty {
      Terminal.output.write(
        Text(
          en: "\(running.count) still running; lab reset --all ends those as well\n",
          zh: "还有 \(running.count) 个会话正在运行；lab reset --all 会一并结束它们\n"
        ).in(shelf.spoken))
    }
  }

  private func forget(_ lab: String) throws {
    let text =
      Progress.forget(lab)
      ? Text(en: "\(lab) begins at its first step again\n", zh: "\(lab) 将从第一步重新开始\n")
      : Text(en: "nothing is kept of \(lab)\n", zh: "没有 \(lab) 的进度\n")
    Terminal.output.write(text.in(shelf.spoken))
  }
}
