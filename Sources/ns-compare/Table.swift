import Console
import Isolation

extension Options {
  static let table = OptionTable<Options>(
    "ns-compare", "ns-compare [options] PID|self [PID|self]",
    Text(
      en: "Shows two processes side by side: which namespaces they share, and what each sees.",
      zh: "并排显示两个进程：共享哪些命名空间，各自看到什么。"),
    [
      Option(
        nil, "only", takes: .required("KINDS"),
        Text(en: "these kinds: uts,net,process …", zh: "只比较这些种类：uts,net,process …")
      ) { options, list throws(Refusal) in try options.choose(list) }
      .completing(.words(NamespaceKind.allCases.map(\.name) + [ownWord])),
      Option(
        nil, "different", sets: \.onlyDifferent,
        Text(en: "only what differs, or cannot be told", zh: "只显示不同的和无法得知的")),
      Option(nil, "json", sets: \.json, Text(en: "everything, as JSON", zh: "以 JSON 输出全部内容")),
      Option(
        nil, "watch", sets: \.watch, Text(en: "again and again", zh: "持续观察并刷新")),
      Option(
        nil, "interval", takes: .required("SECONDS"),
        Text(en: "how often --watch looks (1)", zh: "--watch 的间隔（默认 1 秒）")
      ) { options, word throws(Refusal) in options.interval = try word.milliseconds() },
    ], operands: .some(.process.or("self")), manual: manual, refusalStatus: 2)

  /// What stands in --only for that which is no namespace's.
  private static let ownWord = "process"

  private mutating func choose(_ list: CString?) throws(Refusal) {
    kinds = []
    showsOwn = false
    for word in (list?.text ?? "").split(separator: ",", omittingEmptySubsequences: false) {
      if word == Self.ownWord {
        showsOwn = true
      } else if let kind = NamespaceKind.allCases.first(where: { $0.name == word || $0.optionName == word }) {
        kinds.insert(NamespaceKinds(kind))
      } else {
        let known = NamespaceKind.allCases.map(\.name) + [Self.ownWord]
        throw .unknown(CString(String(word)), known.joined(separator: ", "))
      }
    }
  }
}

extension Options {
  /// What is no option: the processes.
  mutating func take(_ operands: [CString]) throws(Refusal) {
    if operands.isEmpty {
      throw Refusal(Text(en: "which process? give a PID", zh: "要比较哪个进程？请给出 PID"))
    }
    if operands.count > 2 {
      throw Refusal(Text(en: "two processes, no more", zh: "最多给出两个进程"))
    }
    for word in operands {
      if word == "self" {
        pids.append(nil)
      } else if let pid = Int32(word.text), pid > 0 {
        pids.append(pid)
      } else {
        throw .noNumber(word)
      }
    }
    if pids.count < 2 { pids.append(nil) }
    if watch, json {
      throw Refusal(Text(en: "--watch and --json exclude each other", zh: "--watch 与 --json 互相排斥"))
    }
  }
}
