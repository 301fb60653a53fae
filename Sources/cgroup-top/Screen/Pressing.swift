import Console
import Isolation

extension Live {
  mutating func press(_ key: Key) {
    message = nil
    switch mode {
    case .groups: command(key)
    case .help(let first): help(key, from: first)
    case .prompt(let prompt, let line): answer(key, prompt, line)
    }
  }

  private mutating func command(_ key: Key) {
    switch key {
    case .up, .letter("k"), .control("p"): step(-1)
    case .down, .letter("j"), .control("n"): step(1)
    case .pageUp, .control("b"): step(-room)
    case .pageDown, .control("f"): step(room)
    case .home, .letter("g"): step(-lines.count)
    case .end, .letter("G"): step(lines.count)
    case .left: firstColumn = max(0, firstColumn - 1)
    case .right: firstColumn = min(max(0, options.shownFields.count - 1), firstColumn + 1)
    case .letter(" "), .enter: fold()
    case .letter("t"):
      arrangement.isTree.toggle()
      arrange()
    case .letter("r"):
      arrangement.isReversed.toggle()
      arrange()
    case .letter("s"), .letter(">"): sort(by: 1)
    case .letter("S"), .letter("<"): sort(by: -1)
    case .letter("c"): sort(by: .cpu)
    case .letter("m"): sort(by: .memory)
    case .letter("i"): sort(by: .io)
    case .letter("T"): sort(by: .tasks)
    case .letter("P"): sort(by: .group)
    case .letter("+"), .letter("="): changeDelay(options.delay < 1000 ? 250 : 1000)
    case .letter("-"): changeDelay(options.delay <= 1000 ? -250 : -1000)
    case .letter("/"): mode = .prompt(.jump(from: cursor.index), LineEditor())
    case .letter("n"): jump(from: cursor.index + 1, by: 1)
    case .letter("N"): jump(from: cursor.index - 1, by: -1)
    case .letter("f"): mode = .prompt(.filter, LineEditor(filterText))
    case .letter("p"): mode = .prompt(.process, LineEditor())
    case .letter("?"), .letter("h"): mode = .help(0)
    case .escape:
      options.followed = nil
    case .control("l"): redraw()
    case .control("z"): stop(by: 20)
    case .letter("q"), .control("c"), .control("d"): quit()
    default: break
    }
  }

  /// A cursor that is moved follows nobody.
  private mutating func step(_ count: Int) {
    options.followed = nil
    cursor.move(to: cursor.index + count, in: lines)
    scroll()
  }

  private mutating func fold() {
    guard arrangement.isTree, let line = selected, !line.node.children.isEmpty else { return }
    if arrangement.folded.remove(line.path) == nil { arrangement.folded.insert(line.path) }
    arrange()
  }

  private mutating func sort(by field: Field) {
    arrangement.order = field
    // So that it can be seen by what.
    let shown = Layout(options.shownFields, first: firstColumn, columns: size.columns).places
    if let index = options.shownFields.firstIndex(of: field), !shown.contains(where: { $0.field == field }) {
      firstColumn = index
    }
    decide()
  }

  private mutating func sort(by step: Int) {
    let all = [Field.group] + options.shownFields
    let place = all.firstIndex(of: arrangement.order) ?? 0
    sort(by: all[(place + step + all.count) % all.count])
  }

  private mutating func changeDelay(_ milliseconds: Int32) {
    options.delay = max(250, options.delay + milliseconds)
    restartBeat()
  }

  private mutating func jump(from start: Int, by step: Int) {
    if let found = index(of: wanted, from: start, by: step) {
      options.followed = nil
      cursor.hold(found, in: lines)
      scroll()
    } else {
      message = .noSuchName(wanted)
    }
  }

  private mutating func help(_ key: Key, from first: Int) {
    switch key {
    case .up, .letter("k"): mode = .help(max(0, first - 1))
    case .down, .letter("j"): mode = .help(min(lastOfHelp, first + 1))
    case .pageUp: mode = .help(max(0, first - size.rows + 1))
    case .pageDown, .letter(" "): mode = .help(min(lastOfHelp, first + size.rows - 1))
    case .home: mode = .help(0)
    case .end: mode = .help(lastOfHelp)
    case .control("c"): quit()
    case .control("z"): stop(by: 20)
    default: mode = .groups
    }
  }

  private mutating func answer(_ key: Key, _ prompt: Prompt, _ line: LineEditor) {
    var line = line
    if line.take(key) {
      mode = .prompt(prompt, line)
      if case .jump(let start) = prompt { search(line.text, from: start) }
      return
    }
    switch key {
    case .enter: accept(prompt, line)
    case .escape, .control("c"), .control("g"):
      if case .jump(let start) = prompt {
        cursor.move(to: start, in: lines)
        scroll()
      }
      mode = .groups
    case .control("z"): stop(by: 20)
    default: break
    }
  }

  /// While it is typed.
  private mutating func search(_ text: String, from start: Int) {
    options.followed = nil
    if let found = index(of: text, from: start) {
      cursor.hold(found, in: lines)
      scroll()
    } else if !text.isEmpty {
      message = .noSuchName(text)
    }
  }

  private mutating func accept(_ prompt: Prompt, _ line: LineEditor) {
    switch prompt {
    case .jump: wanted = line.text
    case .filter:
      do throws(Refusal) {
        arrangement.filter = line.text.allSatisfy(\.isWhitespace) ? nil : try Filter(groups: line.text)
        filterText = arrangement.filter == nil ? "" : line.text
        decide()
      } catch {
        message = error.text
        return
      }
    case .process:
      if line.text.isEmpty {
        options.followed = nil
      } else if let pid = Int32(line.text), pid > 0 {
        options.followed = pid
        mode = .groups
        follow()
        return
      } else {
        message = Refusal.noNumber(CString(line.text)).text
        return
      }
    }
    mode = .groups
  }
}

extension Text {
  static func noSuchName(_ text: String) -> Text {
    Text(en: "no name holds \"\(text)\"", zh: "没有名称包含“\(text)”")
  }
}
