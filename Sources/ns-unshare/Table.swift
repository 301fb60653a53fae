import Console
import Isolation

extension Options {
  static let table = OptionTable<Options>(
    "ns-unshare", "ns-unshare [options] [command [argument...]]",
    Text(
      en: "Runs a command, or your shell, in new namespaces.",
      zh: "在新的命名空间中运行命令；不给出命令时运行你的 shell。"),
    NamespaceKind.allCases.map(option(for:)) + process + identity + mounts + telling)

  private static func option(for kind: NamespaceKind) -> Option<Options> {
    Option(kind.optionLetter, kind.optionName, takes: .optional("FILE"), kind.help) { options, file in
      options.kinds.insert(NamespaceKinds(kind))
      options.keep[kind] = file ?? options.keep[kind]
    }
  }

  private static let process: [Option<Options>] = [
    Option(
      "f", "fork", sets: \.fork,
      Text(en: "run the command as a child, and wait", zh: "以子进程运行命令，并等待它结束")),
    Option(
      nil, "kill-child", takes: .optional("SIGNAL"),
      Text(
        en: "send the child SIGNAL (KILL) if this process dies; implies --fork",
        zh: "本进程结束时向子进程发送信号（默认 KILL）；隐含 --fork")
    ) { options, name throws(Refusal) in
      guard let signal = Signal((name ?? "KILL").text) else { throw .unknown(name, "KILL, TERM, 15 …") }
      options.deathSignal = signal
      options.fork = true
    },
  ]

  private static let identity: [Option<Options>] = [
    Option(
      "r", "map-root-user",
      Text(en: "be root inside; implies --user", zh: "在内部成为 root；隐含 --user")
    ) { options, _ throws(Refusal) in try options.map(.root) },
    Option(
      "c", "map-current-user",
      Text(en: "have the same ids inside; implies --user", zh: "在内部保持相同的 id；隐含 --user")
    ) { options, _ throws(Refusal) in try options.map(.current) },
    Option(
      nil, "setgroups", takes: .required("allow|deny"),
      Text(en: "whether setgroups(2) works inside", zh: "内部能否使用 setgroups(2)")
    ) { options, word throws(Refusal) in
      guard let rule = SetgroupsRule(rawValue: word?.text ?? "") else { throw .unknown(word, "allow, deny") }
      options.setgroups = rule
    },
  ]

  private static let mounts: [Option<Options>] = [
    Option(
      nil, "mount-proc", takes: .optional("DIR"),
      Text(
        en: "mount a new proc on DIR (/proc); implies --mount",
        zh: "在 DIR（默认 /proc）挂载新的 proc；隐含 --mount")
    ) { options, directory in
      options.proc = directory ?? "/proc"
      options.kinds.insert(.mount)
    },
    Option(
      nil, "propagation", takes: .required("MODE"),
      Text(
        en: "what the mounts share: private (as is without it), shared, slave, unchanged",
        zh: "挂载的传播方式：private（默认）、shared、slave、unchanged")
    ) { options, word throws(Refusal) in
      switch word {
      case "private": options.propagation = .private
      case "shared": options.propagation = .shared
      case "slave": options.propagation = .slave
      case "unchanged": options.propagation = []
      default: throw .unknown(word, "private, shared, slave, unchanged")
      }
    },
    Option(
      "R", "root", takes: .required("DIR"),
      Text(en: "make DIR the root directory", zh: "以 DIR 作为根目录")
    ) { options, directory in options.root = directory },
    Option(
      "w", "wd", takes: .required("DIR"),
      Text(en: "make DIR the working directory", zh: "以 DIR 作为工作目录")
    ) { options, directory in options.directory = directory },
  ]

  private static let telling: [Option<Options>] = [
    Option(
      nil, "explain", sets: \.explain,
      Text(en: "tell each call and what it changed", zh: "逐一说明每个调用及其改变")),
    Option(
      nil, "dry-run", sets: \.dryRun,
      Text(en: "print the calls, make none", zh: "只列出调用，不执行")),
  ]

  private mutating func map(_ wanted: Mapping) throws(Refusal) {
    if let mapping, mapping != wanted {
      throw Refusal(
        Text(
          en: "one id inside: either --map-root-user or --map-current-user",
          zh: "内部只能是一个 id：--map-root-user 和 --map-current-user 只能选一个"))
    }
    mapping = wanted
    kinds.insert(.user)
  }
}

extension Refusal {
  static func unknown(_ word: CString?, _ known: String) -> Refusal {
    let word = word?.text ?? ""
    return Refusal(Text(en: "there is no \"\(word)\": \(known)", zh: "没有“\(word)”：可用 \(known)"))
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
