import Console
import Isolation

extension Options {
  static let table = OptionTable<Options>(
    "cgroup-run", "cgroup-run [options] [--] command [argument...]",
    Text(
      en: "Runs a command in a new control group, and tells what the kernel counted.",
      zh: "在新的控制组中运行命令，并报告内核的统计结果。"),
    limits + placing + telling, operands: .command, manual: manual)

  private static let limits: [Option<Options>] = [
    Option(
      "m", "memory", takes: .required("SIZE"),
      Text(
        en: "at most SIZE of memory, and no swap beside it; beyond, the kernel kills",
        zh: "内存上限，且不使用交换空间；超出时由内核杀死进程")
    ) { options, word throws(Refusal) in options.memory = try word.size() },
    Option(
      nil, "memory-high", takes: .required("SIZE"),
      Text(en: "beyond SIZE processes are slowed down, not killed", zh: "超出 SIZE 后进程被减速，而不是被杀死")
    ) { options, word throws(Refusal) in options.memoryHigh = try word.size() },
    Option(
      nil, "memory-low", takes: .required("SIZE"),
      Text(
        en: "SIZE of it is not taken away as long as others have any to give", zh: "其他组还有可回收的内存时，不回收这 SIZE 字节"
      )
    ) { options, word throws(Refusal) in options.memoryLow = try word.size() },
    Option(
      nil, "swap", takes: .required("SIZE"),
      Text(en: "at most SIZE of swap, beside the memory", zh: "内存之外最多使用 SIZE 交换空间")
    ) { options, word throws(Refusal) in options.swap = try word.size() },
    Option(
      nil, "oom-group", sets: \.killsAll,
      Text(en: "where memory ends all of the group is killed, not one process", zh: "内存耗尽时杀死整个组，而不只是一个进程")),
    Option(
      "c", "cpu", takes: .required("NUMBER"),
      Text(en: "at most so many processors: 0.5 is half of one", zh: "最多使用这么多处理器：0.5 表示半个")
    ) { options, word throws(Refusal) in options.cpu = try word.processors() },
    Option(
      nil, "cpu-weight", takes: .required("WEIGHT"),
      Text(
        en: "share beside others that are busy, 1 to 10000; usually 100",
        zh: "与其他忙碌的组竞争时的权重，1 到 10000，通常为 100")
    ) { options, word throws(Refusal) in options.cpuWeight = try word.weight() },
    Option(
      "p", "pids", takes: .required("NUMBER"),
      Text(en: "at most so many processes and threads", zh: "最多这么多进程和线程")
    ) { options, word throws(Refusal) in options.pids = try word.count() }.completing(.nothing),
    Option(
      nil, "cpuset", takes: .required("LIST"),
      Text(en: "only these processors: 0-2,4", zh: "只使用这些处理器：0-2,4")
    ) { options, word throws(Refusal) in options.processors = try word.list() },
    Option(
      nil, "cpuset-nodes", takes: .required("LIST"),
      Text(en: "only the memory of these nodes", zh: "只使用这些节点的内存")
    ) { options, word throws(Refusal) in options.nodes = try word.list() },
    Option(
      nil, "io", takes: .required("DEVICE:BOUNDS"),
      Text(
        en: "bounds of a disk, a second: /dev/sda:rbps=1M,wbps=1M,riops=100,wiops=100",
        zh: "对磁盘的每秒上限：/dev/sda:rbps=1M,wbps=1M,riops=100,wiops=100")
    ) { options, word throws(Refusal) in options.io.append(try word.deviceBounds()) },
    Option(
      nil, "io-weight", takes: .required("WEIGHT"),
      Text(en: "share of a disk beside others, 1 to 10000; usually 100", zh: "与其他组竞争磁盘时的权重，1 到 10000，通常为 100")
    ) { options, word throws(Refusal) in options.ioWeight = try word.weight() },
    Option(
      nil, "huge-pages", takes: .required("SIZE:LIMIT"),
      Text(en: "at most LIMIT in huge pages of that size: 2MB:64M", zh: "该大小的大页最多 LIMIT：2MB:64M")
    ) { options, word throws(Refusal) in options.hugePages.append(try word.hugeLimit()) },
  ]

  private static let placing: [Option<Options>] = [
    Option(
      "P", "parent", takes: .required("GROUP"),
      Text(
        en: "below this group: its directory, or its path as /proc/PID/cgroup has it",
        zh: "建在这个组之下：它的目录，或 /proc/PID/cgroup 中的路径")
    ) { options, word in options.parent = word }.completing(.directory),
    Option(
      "n", "name", takes: .required("NAME"), Text(en: "what the group is called", zh: "组的名称")
    ) { options, word throws(Refusal) in options.name = try word.groupName() },
    Option(
      nil, "delegate", takes: .required("USER"),
      Text(en: "give the group to USER, who may make groups below", zh: "把组交给 USER，由其在下面建组")
    ) { options, word in options.owner = word },
    Option(
      "k", "keep", sets: \.keeps,
      Text(en: "leave the group, with what still runs in it", zh: "保留该组以及其中仍在运行的进程")),
  ]

  private static let telling: [Option<Options>] =
    [
      Option("q", "quiet", sets: \.quiet, Text(en: "tell nothing at the end", zh: "结束时不输出报告")),
      Option(nil, "json", sets: \.json, Text(en: "tell it as a line of JSON", zh: "以一行 JSON 输出报告")),
      Option(
        "o", "output", takes: .required("FILE"),
        Text(en: "tell it there, not on standard error", zh: "把报告写到该文件，而不是标准错误")
      ) { options, word in options.output = word },
    ] + Option.telling(explains: \.explain, isDry: \.dryRun)
}
