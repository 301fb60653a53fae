import ArgumentParser
import Console
import Isolation
import LabKit

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(
      en: "What the kernel shows so far; in a shell of the lab, or in any other terminal.",
      zh: "内核目前显示的状态；可在实验的 shell 中使用，也可在其他终端中使用。"))
  @OptionGroup var shelf: Shelf
  @Flag(help: .init(en: "Go on, and show it again whenever it changes.", zh: "持续显示，有变化时重新显示。")) var follow =
    false
  @Flag(
    help: .init(
      en: "For screen readers: only new lines, each complete by itself.", zh: "供读屏软件使用：只输出新的行，每行自成完整的一句。"))
  var linear = false

  func run() throws {
    guard follow else { return try ask(.status) }
    let folder = try labFolder()
    let form = Form(.output, linear: linear)
    let screen = Screen(.output, .shown(shelf.spoken), form) { Terminal.output.write($0) }
    var last: Standing?
    watch(folder) {
      guard let standing = Standing(of: folder), standing != last else { return }
      if screen.canRedraw { screen.write("\u{1B}[H\u{1B}[2J") }
      if screen.canRedraw || standing.step != last?.step {
        screen.heading("\(standing.lab)  \(standing.number)/\(standing.count)  \(standing.step)")
      }
      // Where lines cannot be taken back, only what is new is a line.
      let old = standing.step == last?.step && !screen.canRedraw ? last?.results ?? [] : []
      standing.results.filter { !old.contains($0) }.forEach(screen.show)
      last = standing
    }
  }
}

struct Map: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(
      en: "The lab's processes as a tree, with the namespaces that each has of its own.",
      zh: "以树形列出实验的进程，以及各进程自己的命名空间。"))
  @Flag(help: .init(en: "Go on, and show it again whenever it changes.", zh: "持续显示，有变化时重新显示。")) var follow =
    false
  @Flag(help: .init(en: "For screen readers: a sentence a process.", zh: "供读屏软件使用：每个进程一句话。")) var linear =
    false

  func run() throws {
    let folder = try labFolder(), form = Form(.output, linear: linear)
    let screen = Screen(.output, .preferred, form) { Terminal.output.write($0) }
    guard follow else {
      guard case .answer(let text) = Request.map.ask(folder, manner: form.words) else { return try ask(.map) }
      return screen.write(text)
    }
    var last = ""
    watch(folder) {
      guard case .answer(let text) = Request.map.ask(folder, manner: form.words, within: 1000), text != last
      else { return }
      screen.write(screen.canRedraw ? "\u{1B}[H\u{1B}[2J" + text : "\n" + text)
      last = text
    }
  }
}

/// Looks again and again until the lab has ended.
private func watch(_ folder: String, _ look: () -> Void) {
  while Session.exists(folder) {
    look()
    Clock.pause(200)
  }
}

extension Screen {
  /// Whether what was shown can be shown anew in its place.
  fileprivate var canRedraw: Bool { terminal.isInteractive && !form.isLinear }
}
