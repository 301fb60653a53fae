import Console
import Isolation

extension Options {
  static let table = OptionTable<Options>(
    "ns-list", "ns-list [options] [namespace]",
    Text(
      en: "Lists namespaces, or the processes in one, and tells what keeps them.",
      zh: "列出命名空间，或某个命名空间中的进程，并说明是什么使它们保持存在。"),
    forms + choice + ours, attachesOptionalValues: true)

  private static let forms: [Option<Options>] = [
    Option("J", "json", Text(en: "as JSON", zh: "以 JSON 输出")) { options, _ throws(Refusal) in
      try options.choose(Form.json)
    },
    Option("r", "raw", Text(en: "for scripts: single spaces", zh: "供脚本使用：以单个空格分隔")) {
      options, _ throws(Refusal) in try options.choose(Form.raw)
    },
    Option("l", "list", sets: \.isList, Text(en: "no tree", zh: "不画树")),
    Option("n", "noheadings", Text(en: "no headings", zh: "不显示表头")) { options, _ in
      options.hasHeadings = false
    },
    Option("u", "notruncate", Text(en: "cut nothing off", zh: "不截断文字")) { options, _ in
      options.isTruncated = false
    },
    Option("W", "nowrap", Text(en: "one line each, lists with commas", zh: "每项一行，列表以逗号分隔")) { options, _ in
      options.isWrapped = false
    },
    Option(
      "o", "output", takes: .required("[+]LIST"),
      Text(en: "these columns, or (+) these too", zh: "只显示这些列；以 + 开头则追加")
    ) { options, list throws(Refusal) in try options.setFields(list?.text ?? "") },
    Option(nil, "output-all", Text(en: "every column that lsns has", zh: "显示 lsns 的全部列")) { options, _ in
      options.fields = Field.peers
    },
    Option("H", "list-columns", Text(en: "what columns there are", zh: "列出可用的列")) {
      options, _ throws(Refusal) in try options.choose(Mode.columns)
    },
    Option(
      "T", "tree", takes: .optional("RELATION"),
      Text(en: "a tree: owner (as is without it), parent, process", zh: "画成树：owner（默认）、parent、process")
    ) { options, word throws(Refusal) in
      guard let tree = Tree(rawValue: word?.text ?? "owner") else { throw .unknown(word, Tree.allCases) }
      options.tree = tree
    },
  ]

  private static let choice: [Option<Options>] = [
    Option(
      "p", "task", takes: .required("PID"), Text(en: "those that a process is in", zh: "某个进程所在的命名空间")
    ) { options, word throws(Refusal) in options.task = try number(word) },
    Option(
      "P", "persistent", sets: \.persistent,
      Text(en: "those that no process is in", zh: "没有进程的命名空间")),
    Option(
      "t", "type", takes: .required("KIND"),
      Text(en: "of this kind only; may be repeated", zh: "只列出这一种；可以重复")
    ) { options, list throws(Refusal) in
      for word in (list?.text ?? "").split(separator: ",", omittingEmptySubsequences: false) {
        guard let kind = NamespaceKind(named: word) else {
          throw .unknown(CString(String(word)), NamespaceKind.allCases.map(\.name).joined(separator: ", "))
        }
        options.kinds.insert(NamespaceKinds(kind))
      }
    },
    Option(
      "Q", "filter", takes: .required("EXPRESSION"),
      Text(
        en: "where this holds: 'USER != \"root\" and NPROCS > 1'",
        zh: "只列出满足条件的：'USER != \"root\" and NPROCS > 1'")
    ) { options, text throws(Refusal) in
      options.filter = try Filter(
        text?.text ?? "", columns: Field.allCases.map(\.name), numbers: Set(Field.numbers.map(\.name)))
    },
  ]

  private static let ours: [Option<Options>] = [
    Option(
      nil, "threads", sets: \.threads, Text(en: "those of single threads, too", zh: "也列出单个线程的命名空间")),
    Option(
      nil, "deep", sets: \.deep,
      Text(en: "everything that can be found", zh: "列出一切能找到的命名空间")),
    Option(
      nil, "keeps", takes: .required("NAMESPACE"),
      Text(en: "what keeps it alive", zh: "是什么使它保持存在")
    ) { options, word throws(Refusal) in try options.choose(Mode.keepers(of: try number(word))) },
    Option(
      nil, "pids", takes: .required("PID"),
      Text(en: "a process's pid at every level", zh: "一个进程在每一层的 PID")
    ) { options, word throws(Refusal) in try options.choose(Mode.pids(of: try number(word))) },
    Option(
      nil, "graph", takes: .required("dot|mermaid"),
      Text(en: "owners and parents as a graph", zh: "以图的形式给出所属与嵌套关系")
    ) { options, word throws(Refusal) in
      guard let form = GraphForm(rawValue: word?.text ?? "") else { throw .unknown(word, GraphForm.allCases) }
      try options.choose(Mode.graph(form))
    },
    Option(
      nil, "watch", Text(en: "again and again, marking what comes and goes", zh: "持续观察，并标出新出现和消失的")
    ) { options, _ throws(Refusal) in try options.choose(Mode.watch) },
    Option(
      nil, "interval", takes: .required("SECONDS"),
      Text(en: "how often --watch looks (1)", zh: "--watch 的间隔（默认 1 秒）")
    ) { options, word throws(Refusal) in
      guard let seconds = Double(word?.text ?? ""), seconds >= 0.01, seconds <= 86400 else {
        throw .noNumber(word)
      }
      options.interval = Int32(seconds * 1000)
    },
  ]
}
