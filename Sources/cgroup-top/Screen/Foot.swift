import Console
import Isolation

extension Live {
  /// The group under the cursor, and its bounds.
  func detail() -> [UInt8] {
    var line = ScreenLine(columns: size.columns, for: .output)
    guard let selected else { return line.finished() }
    let bounds: [Field] = [.cpuMax, .memoryHigh, .memoryMax, .tasksMax]
    let words = bounds.compactMap { field in
      let value = measure.value(of: field, selected.node)
      return value == .none || value == .unlimited ? nil : "  \(field.rawValue) \(value.human)"
    }.joined()
    line.append(
      Printable(selected.path).shortened(to: max(10, size.columns - words.utf8.count)), .bold)
    line.append(words)
    return line.finished()
  }

  /// A question, a message, why the group under the cursor lacks something, or which keys there are.
  func foot() -> [UInt8] {
    var line = ScreenLine(columns: size.columns, for: .output)
    if case .prompt(let prompt, let editor) = mode {
      line.append(prompt.text.in(language), .bold)
      line.append(Printable(CString(editor.text)))
      line.append("_ ", .reverse)
      if let message { line.append(Printable(CString(message.in(language))), .red) }
    } else if let message {
      line.append(Printable(CString(message.in(language))), .red)
    } else if let (fields, why) = gap {
      line.append(fields.map(\.name).joined(separator: ", ") + ": ")
      line.append(Printable(CString(Text.notAvailable(why).in(language))))
    } else {
      line.append(
        Text(
          en: "? help  q quit  s sort  t tree/flat  / jump  f filter  p pid  Space fold",
          zh: "? 帮助  q 退出  s 排序  t 树/平铺  / 跳转  f 过滤  p 进程  空格 折叠"
        ).in(language), .dim)
    }
    return line.finished()
  }

  /// The first columns that are on the screen and empty for the group under the cursor, and why.
  private var gap: ([Field], Text)? {
    guard let node = selected?.node else { return nil }
    let places = Layout(options.shownFields, first: firstColumn, columns: size.columns).places
    var found: ([Field], Absence)?
    for field in places.map(\.field) where field.isMissing(in: node, measure) {
      guard
        let why = subject.tree.absence(of: field.kind, kernel: subject.kernel)
          ?? subject.tree.absence(of: field.kind, in: node, kernel: subject.kernel)
      else { continue }
      if found == nil { found = ([], why) }
      if found?.1 == why { found?.0.append(field) }
    }
    return found.map { ($0, $1.text) }
  }
}

extension Live.Prompt {
  fileprivate var text: Text {
    switch self {
    case .jump: Text(en: "jump to ", zh: "跳转到 ")
    case .filter: Text(en: "filter ", zh: "过滤 ")
    case .process: Text(en: "follow process ", zh: "跟随进程 ")
    }
  }
}
