import Console
import Isolation

extension Options {
  mutating func choose(_ wanted: Form) throws(Refusal) {
    if form != .table, form != wanted {
      throw Refusal(
        Text(
          en: "one of --raw, --json, --csv and --openmetrics",
          zh: "--raw、--json、--csv、--openmetrics 只能选一个"))
    }
    form = wanted
  }

  mutating func setFields(_ list: String) throws(Refusal) {
    let list = try ColumnList(list, known: Field.list) { Field(named: $0) }
    if list.isAddition { addedFields += list.fields } else { fields = list.fields }
  }

  static func field(_ word: CString?) throws(Refusal) -> Field {
    guard let field = Field(named: word?.text ?? "") else { throw .unknown(word, Field.list) }
    return field
  }

  static func number(_ word: CString?, from least: Int = 1) throws(Refusal) -> Int {
    let number: Int = try word.number()
    guard number >= least, number <= Int(Int32.max) else { throw .noNumber(word) }
    return number
  }

  /// What is no option: the topmost group that is to be shown.
  mutating func take(_ operands: [CString]) throws(Refusal) {
    guard let first = operands.first else { return }
    if operands.count > 1 { throw Refusal(Text(en: "one group only", zh: "只能给出一个组")) }
    guard !first.isEmpty else { throw Refusal(Text(en: "an empty name is no group", zh: "空名称不是组")) }
    group = first
  }

  /// Whether it is one screen after the other.
  var isOnScreen: Bool {
    !isBatch && form == .table && Terminal.output.isInteractive && Terminal.input.isInteractive
  }

  /// What makes no sense together: refused before anything is looked at.
  func check() throws(Refusal) {
    if followed != nil, !isOnScreen {
      throw Refusal(
        Text(
          en: "--pid moves the cursor of a screen; name a group instead: see /proc/PID/cgroup",
          zh: "--pid 用于移动屏幕上的光标；请改为给出组名：见 /proc/PID/cgroup"))
    }
  }
}
