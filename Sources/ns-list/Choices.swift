import Console
import Isolation

extension Options {
  mutating func choose(_ wanted: Form) throws(Refusal) {
    if form != .table, form != wanted {
      throw Refusal(Text(en: "either --json or --raw", zh: "--json 和 --raw 只能选一个"))
    }
    form = wanted
  }

  /// One thing at a time.
  mutating func choose(_ wanted: Mode) throws(Refusal) {
    if mode != .namespaces, mode != wanted {
      throw Refusal(
        Text(
          en: "one of --keeps, --pids, --graph, --watch, --list-columns and a namespace at a time",
          zh: "--keeps、--pids、--graph、--watch、--list-columns 和命名空间一次只能选一个"))
    }
    mode = wanted
  }

  mutating func setFields(_ list: String) throws(Refusal) {
    let list = try ColumnList(list, known: Field.list) { Field(named: $0) }
    if list.isAddition { addedFields += list.fields } else { fields = list.fields }
  }

  static func number<Number: FixedWidthInteger>(_ word: CString?) throws(Refusal) -> Number {
    let number: Number = try word.number()
    guard number > 0 else { throw .noNumber(word) }
    return number
  }

  /// What is no option: the number of a namespace.
  mutating func take(_ operands: [CString]) throws(Refusal) {
    guard let first = operands.first else { return }
    if operands.count > 1 { throw Refusal(Text(en: "one namespace only", zh: "只能给出一个命名空间")) }
    if task != nil { throw .exclude("--task", Text(en: "a namespace", zh: "命名空间")) }
    try choose(Mode.processes(in: try Self.number(first)))
  }

  /// What makes no sense together: refused before anything is looked for.
  func check() throws(Refusal) {
    if task != nil, persistent { throw .exclude("--task", Text(en: "--persistent", zh: "--persistent")) }
    switch mode {
    case .keepers, .pids, .columns:
      if task != nil || persistent || filter != nil { throw .noChoice }
    default: break
    }
    if mode == .watch, form != .table {
      throw .exclude("--watch", Text(en: "--json, --raw", zh: "--json、--raw"))
    }
  }
}

extension Refusal {
  static func unknown<Word: RawRepresentable<String>>(_ word: CString?, _ known: [Word]) -> Refusal {
    unknown(word, known.map(\.rawValue).joined(separator: ", "))
  }
  fileprivate static let noChoice = Refusal(
    Text(
      en: "--task, --persistent and --filter choose among namespaces: here there is nothing to choose",
      zh: "--task、--persistent、--filter 用于挑选命名空间：这里没有可挑选的"))
  static func exclude(_ a: String, _ b: Text) -> Refusal {
    Refusal(
      Text(en: "\(a) and \(b.in(.english)) exclude each other", zh: "\(a) 与\(b.in(.chinese))互相排斥"))
  }
}
