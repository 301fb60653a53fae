import Console
import Isolation

extension Live {
  var lastOfHelp: Int { max(0, helpLines(columns: size.columns).count - size.rows) }

  /// Keys, columns, and what this host does not tell.
  func helpLines(columns: Int) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    func append(_ text: String, _ style: Style? = nil) {
      for piece in text.wrapped(to: max(20, columns), indent: 16) {
        var line = ScreenLine(columns: columns, for: .output)
        let piece = Printable(CString(piece))
        if let style { line.append(piece, style) } else { line.append(piece) }
        lines.append(line.finished())
      }
    }
    append(Text(en: "Keys (any other goes back)", zh: "按键（按其他键返回）").in(language), .bold)
    for (keys, text) in Self.keys {
      append(" " + keys + String(repeating: " ", count: max(1, 15 - keys.displayWidth)) + text.in(language))
    }
    append("")
    append(Text(en: "Columns", zh: "列").in(language), .bold)
    for field in [.group] + options.shownFields {
      append(
        " " + field.name + String(repeating: " ", count: max(1, 15 - field.name.utf8.count))
          + field.help.in(language))
    }
    if subject.tree.path == "/" {
      append("")
      append((options.sumsRoot ? Self.sumOfTop : Self.ownOfTop).in(language))
    }
    let gaps = Gaps(options.shownFields, subject.tree, subject.kernel, measure, isFirst: false).texts(
      in: language)
    if !gaps.isEmpty {
      append("")
      append(Text(en: "What is missing, and why", zh: "缺少的数据及原因").in(language), .bold)
      for gap in gaps { append(" " + gap) }
    }
    return lines
  }

  private static let ownOfTop = Text(
    en: " /              what the whole host has: memory may differ from the sum below (--sum)",
    zh: " /              整个主机的用量：内存可能与下级之和不同（--sum）")
  private static let sumOfTop = Text(
    en: " /              the sum of the groups right below", zh: " /              下一级各组之和")

  private static let keys: [(String, Text)] = [
    ("↑ ↓ k j", Text(en: "a line up or down; also PgUp PgDn Home End", zh: "上移或下移一行；另有 PgUp PgDn Home End")),
    ("← →", Text(en: "columns that do not fit", zh: "查看放不下的列")),
    ("t", Text(en: "a tree, or all in one order", zh: "切换树与平铺")),
    ("s S", Text(en: "sort by the next or previous column", zh: "按下一列或上一列排序")),
    ("c m i T P", Text(en: "sort by cpu, memory, io, tasks, path", zh: "按 CPU、内存、IO、任务、路径排序")),
    ("r", Text(en: "the other way round", zh: "倒序")),
    ("Space Enter", Text(en: "fold or unfold what is below", zh: "折叠或展开下级")),
    ("/ n N", Text(en: "jump to a name; to the next, the previous", zh: "跳转到名称；下一个、上一个")),
    (
      "f",
      Text(en: "filter: CPU > 5 or MEMORY > 100M; nothing for all", zh: "过滤：CPU > 5 or MEMORY > 100M；留空则全部显示")
    ),
    ("p", Text(en: "follow a process; Esc ends it", zh: "跟随进程；按 Esc 结束")),
    ("+ -", Text(en: "look less or more often", zh: "延长或缩短间隔")),
    ("Ctrl-L q", Text(en: "draw anew; quit", zh: "重绘；退出")),
  ]
}
