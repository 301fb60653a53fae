import Console
import Isolation

extension Options {
  static let table = OptionTable<Options>(
    "cgroup-top", "cgroup-top [options] [group]",
    Text(
      en: "Shows what control groups use, on a screen or for a script.",
      zh: "显示各控制组的资源用量：全屏查看，或供脚本使用。"),
    choice + orders + batch + forms, attachesOptionalValues: true, manual: manual)

  private static let choice: [Option<Options>] = [
    Option(
      "d", "delay", takes: .required("SECONDS"), Text(en: "between two looks (1)", zh: "两次读取的间隔（默认 1 秒）")
    ) { options, word throws(Refusal) in options.delay = try word.milliseconds() },
    Option(
      nil, "depth", takes: .required("N"), Text(en: "so far down; as is, all", zh: "向下的层数；默认全部")
    ) { options, word throws(Refusal) in options.depth = try number(word, from: 0) },
    Option(
      "o", "columns", takes: .required("[+]LIST"),
      Text(en: "these columns, or (+) these too", zh: "只显示这些列；以 + 开头则追加")
    ) { options, list throws(Refusal) in try options.setFields(list?.text ?? "") },
    Option("H", "list-columns", sets: \.listsColumns, Text(en: "what columns there are", zh: "列出可用的列")),
    Option(
      "Q", "filter", takes: .required("EXPRESSION"),
      Text(
        en: "where this holds: 'CPU > 5 or MEMORY > 100M'",
        zh: "只显示满足条件的：'CPU > 5 or MEMORY > 100M'")
    ) { options, text throws(Refusal) in
      options.filterText = text?.text ?? ""
      options.filter = try Filter(groups: options.filterText)
    },
    Option(nil, "tree", Text(en: "groups below the one they are in", zh: "按所属关系排成树")) { options, _ in
      options.isTree = true
    },
    Option(nil, "flat", Text(en: "all groups in one order", zh: "所有组排成一列")) { options, _ in
      options.isTree = false
    },
    Option(
      nil, "sum", sets: \.sumsRoot,
      Text(en: "of the topmost group, the sum of those below", zh: "最顶层的组显示下级之和")),
    Option(
      nil, "pid", takes: .required("PID"), Text(en: "the cursor follows its group", zh: "光标跟随该进程所在的组")
    ) { options, word throws(Refusal) in options.followed = Int32(try number(word)) },
  ]

  private static let orders: [Option<Options>] = [
    Option(
      nil, "order", takes: .required("COLUMN"), Text(en: "sort by it (cpu)", zh: "按该列排序（默认 cpu）")
    ) { options, word throws(Refusal) in options.order = try field(word) }
    .completing(.words(Field.allCases.map(\.rawValue))),
    Option("p", "by-path", Text(en: "sort by path", zh: "按路径排序")) {
      $0.order = .group; _ = $1
    },
    Option("t", "by-tasks", Text(en: "sort by tasks", zh: "按任务数排序")) {
      $0.order = .tasks; _ = $1
    },
    Option("c", "by-cpu", Text(en: "sort by cpu", zh: "按 CPU 排序")) {
      $0.order = .cpu; _ = $1
    },
    Option("m", "by-memory", Text(en: "sort by memory", zh: "按内存排序")) {
      $0.order = .memory; _ = $1
    },
    Option("i", "by-io", Text(en: "sort by io", zh: "按 IO 排序")) {
      $0.order = .io; _ = $1
    },
    Option("R", "reverse", sets: \.isReversed, Text(en: "the other way round", zh: "倒序")),
  ]

  private static let batch: [Option<Options>] = [
    Option("b", "batch", sets: \.isBatch, Text(en: "one table after the other", zh: "逐次输出表格，不用全屏")),
    Option(
      "n", "iterations", takes: .required("N"), Text(en: "so many looks", zh: "读取的次数")
    ) { options, word throws(Refusal) in options.iterations = try number(word) },
    Option("1", "once", Text(en: "one look: --iterations 1", zh: "只读取一次：--iterations 1")) { options, _ in
      options.iterations = 1
    },
    Option(nil, "noheadings", Text(en: "no headings", zh: "不显示表头")) { options, _ in
      options.hasHeadings = false
    },
  ]

  private static let forms: [Option<Options>] = [
    Option("r", "raw", Text(en: "for scripts: single spaces, exact numbers", zh: "供脚本使用：单个空格分隔，精确数值")) {
      options, _ throws(Refusal) in try options.choose(.raw)
    },
    Option("J", "json", Text(en: "a JSON object a line, for each group", zh: "JSON：每组一行一个对象")) {
      options, _ throws(Refusal) in try options.choose(.json)
    },
    Option(nil, "csv", Text(en: "comma-separated, with the time", zh: "逗号分隔，含时间")) {
      options, _ throws(Refusal) in try options.choose(.csv)
    },
    Option(nil, "openmetrics", Text(en: "for Prometheus: counters as they are", zh: "OpenMetrics：原始计数器")) {
      options, _ throws(Refusal) in try options.choose(.openMetrics)
    },
  ]
}

extension Filter {
  /// About the columns that there are.
  init(groups text: String) throws(Refusal) {
    try self.init(text, columns: Field.allCases.map(\.name), numbers: Field.numbers)
  }
}
