import Console
import Isolation

extension Options {
  /// A line for each thing that keeps a namespace alive, in words.
  func keepers(
    of number: UInt64, _ census: Census, _ names: UserNames, in language: Language
  ) throws(Refusal) -> [UInt8] {
    guard let record = census[number] else { throw .noNamespace(number, census) }
    var lookup = Lookup()
    let all = census.keepers(of: record)
    if form == .json {
      let values = all.map { JSON.string($0.words(&lookup).in(language)) }
      return JSON.object([.init("ns", .number(number)), .init("keepers", .array(values))]).text
    }
    let none = Text(en: "nothing that can be seen", zh: "没有能看到的")
    let lines = all.isEmpty ? [none] : all.map { $0.words(&lookup) }
    var table = Table([Column("", canShrink: isTruncated)], lines.map { Row([Cell($0.in(language))]) })
    table.hasHeadings = false
    return rendered(table)
  }
}

extension Keeper {
  /// For a person, with the process's command where there is one.
  func words(_ lookup: inout Lookup) -> Text {
    func who(_ pid: Int32) -> String {
      let command = lookup.facts(of: pid)?.command.text ?? ""
      return command.isEmpty ? "\(pid)" : "\(pid) (\(command))"
    }
    switch self {
    case .process(let pid):
      let who = who(pid)
      return Text(en: "process \(who) is in it", zh: "进程 \(who) 在其中")
    case .thread(let thread, let pid):
      let who = who(pid)
      return Text(en: "thread \(thread) of process \(who) is in it", zh: "进程 \(who) 的线程 \(thread) 在其中")
    case .forChildren(let pid):
      let who = who(pid)
      return Text(
        en: "the next child of process \(who) will be in it", zh: "进程 \(who) 的下一个子进程将在其中")
    case .mount(let path):
      return Text(en: "it is mounted on \(path.text)", zh: "它挂载在 \(path.text)")
    case .foreignMount(let path, let namespace, let pid):
      let who = who(pid)
      return Text(
        en: "it is mounted on \(path.text) in \(namespace), which process \(who) sees",
        zh: "它在 \(namespace) 中挂载于 \(path.text)，进程 \(who) 能看到")
    case .descriptor(let number, let pid):
      let who = who(pid)
      return Text(
        en: "process \(who) holds it open as descriptor \(number)", zh: "进程 \(who) 以描述符 \(number) 打开着它")
    case .socket(let number, let pid):
      let who = who(pid)
      return Text(
        en: "descriptor \(number) of process \(who) is a socket that belongs to it",
        zh: "进程 \(who) 的描述符 \(number) 是属于它的套接字")
    case .child(let namespace):
      return Text(en: "\(namespace) is nested in it", zh: "\(namespace) 嵌套在其中")
    case .owned(let namespace):
      return Text(en: "\(namespace) belongs to it", zh: "\(namespace) 归它所有")
    }
  }
}
