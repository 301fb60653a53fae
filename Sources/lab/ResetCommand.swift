import ArgumentParser
import Console
import Isolation
import LabKit

struct Reset: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(
      en: "Take back what labs have left, or begin a step or a lab anew.",
      zh: "清理实验留下的东西，或重做一步、重做一个实验。"),
    discussion: Text(
      en: """
        In a lab's shell: this step anew. With the name of a lab: forgets how far you were in it. Else: ends what labs \
        have left running, and takes back all they made.
        """,
      zh: """
        在实验的 shell 中：重做这一步。给出实验名称：忘记它的进度。否则：结束实验遗留的进程，并把它们建立的一切复原。
        """))
  @OptionGroup var shelf: Shelf
  @Argument(help: .init(en: "The lab whose progress is forgotten.", zh: "要忘记进度的实验。", value: "lab")) var name:
    String?
  @Flag(help: .init(en: "Every session of yours, also one that is running.", zh: "你的所有会话，包括正在运行的。")) var all =
    false
  @Flag(
    help: .init(en: "With --all: forget the progress in all labs as well.", zh: "与 --all 合用：同时忘记所有实验的进度。"))
  var progress = false

  mutating func validate() throws {
    if progress, !all {
      throw ValidationError(Text(en: "--progress goes with --all", zh: "--progress 要与 --all 合用"))
    }
    if all, name != nil {
      throw ValidationError(Text(en: "--all, or the name of a lab", zh: "--all 和实验名称只能用一个"))
    }
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
      Text(
        en: "\(sessions.count) \(sessions.count == 1 ? "session" : "sessions") taken back\n",
        zh: "已清理 \(sessions.count) 个会话\n"
      ).in(shelf.spoken))
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
