import ArgumentParser
import Console
import Isolation
import LabKit

struct Shell: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(
      en: "Take part in a running lab from another terminal: a second shell outside.",
      zh: "从另一个终端加入正在运行的实验：第二个 outside shell。"))
  @OptionGroup var shelf: Shelf
  @Argument(help: .init(en: "The lab, if more than one is running.", zh: "有多个实验在运行时，指定其中一个。", value: "lab"))
  var name: String?
  @ArgumentParser.Option(
    help: .init(en: "The shell to work in; else $SHELL.", zh: "使用的 shell；不指定时取 $SHELL。", value: "path"))
  var shell: String?

  func run() throws {
    let running = Guest.running().filter { name == nil || $0.lab == name }
    guard let guest = running.first, running.count == 1 else {
      throw Trouble(
        .other(
          running.isEmpty
            ? Text(en: "no lab is running; begin one with: lab start NAME", zh: "没有正在运行的实验；请先运行：lab start 名称")
            : Text(
              en: "several labs are running, name one: \(running.map(\.lab).joined(separator: ", "))",
              zh: "有多个实验正在运行，请指定其中一个：\(running.map(\.lab).joined(separator: ", "))")), shelf.spoken)
    }
    let program = CString(shell ?? environment("SHELL") ?? "/bin/sh")
    let form = Form(.output)
    let changes = form.isLinear ? ["\(Form.variable)": "1"] : [:]
    do {
      try guest.join(program, environment: changes) { shell in
        let relay = Relay(shell, linear: form.isLinear)
        var listening = Listening(guest.folder)
        _ = try relay.run {
          _ = reapEndedChildren()
          let news = listening.news()
          if !news.isEmpty { relay.say(news) }
          return false
        }
      }
    } catch let error as LabError {
      throw Trouble(error, shelf.spoken)
    }
  }
}
