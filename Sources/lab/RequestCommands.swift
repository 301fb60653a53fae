import ArgumentParser
import Console
import Isolation
import LabKit

struct Hint: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(en: "In a lab's shell: the next hint for this step.", zh: "在实验的 shell 中：这一步的下一条提示。"))
  func run() throws { try ask(.hint) }
}

struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(en: "In a lab's shell: the explanation of the step before, again.", zh: "在实验的 shell 中：再看一遍上一步的讲解。"))
  func run() throws { try ask(.why) }
}

struct Next: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(
      en: "In a lab's shell: go on; typed twice, also without what this step asks for.",
      zh: "在实验的 shell 中：继续；连续输入两次，未完成也跳过这一步。"))
  func run() throws { try ask(.next) }
}

struct Back: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(
      en: "In a lab's shell: back to the step before, in a scene made anew.", zh: "在实验的 shell 中：重新建立场景，回到上一步。"
    ))
  func run() throws { try ask(.back) }
}

/// Asks the lab whose shell this is, or the only one that runs, and prints what it says.
func ask(_ request: Request) throws {
  switch request.ask(try labFolder(), manner: Form(.output).words) {
  case .answer(let text): Terminal.output.write(text)
  case .noLab: throw noLab
  case .silence:
    throw Trouble(
      .other(
        Text(
          en: "the lab does not answer now: it may be waiting for you to answer a question in its terminal",
          zh: "实验目前没有应答：它可能正在自己的终端里等你回答问题")), .preferred)
  }
}

/// The session that is meant.
func labFolder() throws -> String {
  let running = Guest.running()
  if let folder = Request.folder { return folder }
  guard let guest = running.first else { throw noLab }
  guard running.count == 1 else {
    throw Trouble(
      .other(
        Text(
          en: "several labs are running; use a shell of the one you mean (lab shell NAME)",
          zh: "有多个实验正在运行；请在你要的那个实验的 shell 中使用（lab shell 名称）")), .preferred)
  }
  return guest.meeting
}

let noLab = Trouble(
  .other(
    Text(
      en: "this shell belongs to no running lab; begin one with: lab start NAME",
      zh: "这个 shell 不属于任何正在运行的实验；请先运行：lab start 名称")),
  .preferred)
