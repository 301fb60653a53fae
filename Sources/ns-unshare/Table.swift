import Console
import Isolation

extension Options {
  static let table = OptionTable<Options>(
    "ns-unshare", "ns-unshare [options] [command [argument...]]",
    Text(
      en: "Runs a command, or your shell, in new namespaces.",
      zh: "在新的命名空间中运行命令；不给出命令时运行你的 shell。"),
    NamespaceKind.allCases.map(option(for:)) + process + identity + mounts + clocks
      + Option.telling(explains: \.explain, isDry: \.dryRun),
    manual: manual)

  private static func option(for kind: NamespaceKind) -> Option<Options> {
    Option(kind.optionLetter, kind.optionName, takes: .optional("FILE"), kind.help) { options, file in
      options.kinds.insert(NamespaceKinds(kind))
      options.keep[kind] = file ?? options.keep[kind]
    }
  }

  private static let clocks: [Option<Options>] = [
    clock(
      .monotonic, Text(en: "shift CLOCK_MONOTONIC inside; with --time", zh: "偏移内部的 CLOCK_MONOTONIC；需要 --time")
    ),
    clock(
      .boottime, Text(en: "shift CLOCK_BOOTTIME inside; with --time", zh: "偏移内部的 CLOCK_BOOTTIME；需要 --time")),
  ]

  private static func clock(_ clock: ShiftedClock, _ help: Text) -> Option<Options> {
    Option(nil, clock.rawValue, takes: .required("SECONDS"), help) { options, word throws(Refusal) in
      options.clocks[clock] = try word.number()
    }
  }
}

extension NamespaceKind {
  fileprivate var help: Text {
    switch self {
    case .user: Text(en: "new ids and capabilities", zh: "新的用户 id 与权能（用户命名空间）")
    case .mount: Text(en: "a copy of the mounts", zh: "挂载的一份副本（挂载命名空间）")
    case .uts: Text(en: "a host name of its own", zh: "独立的主机名（UTS 命名空间）")
    case .ipc: Text(en: "System V IPC and message queues of its own", zh: "独立的 System V IPC 与消息队列（IPC 命名空间）")
    case .net: Text(en: "a network of its own", zh: "独立的网络（网络命名空间）")
    case .pid: Text(en: "new pids, for the children", zh: "子进程使用新的 pid（PID 命名空间）")
    case .cgroup:
      Text(en: "the current cgroup as the root of what is shown", zh: "以当前 cgroup 作为可见的根（cgroup 命名空间）")
    case .time: Text(en: "clocks of its own, for the children", zh: "子进程使用独立的时钟（时间命名空间）")
    }
  }
}
