import Console
import Isolation

extension Options {
  static let table = OptionTable<Options>(
    "ns-enter", "ns-enter [options] [command [argument...]]",
    Text(
      en: "Runs a command, or your shell, in the namespaces of a process.",
      zh: "在某个进程的命名空间中运行命令；不给出命令时运行你的 shell。"),
    whose + NamespaceKind.allCases.map(option(for:)) + identity + places + process)

  private static let whose: [Option<Options>] = [
    Option(
      "t", "target", takes: .required("PID"),
      Text(en: "the process whose namespaces are meant", zh: "目标进程，使用它的命名空间")
    ) { options, word throws(Refusal) in
      guard let pid = Int32(word?.text ?? ""), pid > 0 else { throw .noNumber(word) }
      options.target = pid
    },
    Option(
      "a", "all", sets: \.all,
      Text(en: "all of them, but for those you are in already", zh: "全部命名空间，你已处于其中的除外")),
  ]

  private static func option(for kind: NamespaceKind) -> Option<Options> {
    Option(kind.optionLetter, kind.optionName, takes: .optional("FILE"), kind.help) { options, file in
      options.kinds[kind] = Source(file)
    }
  }

  private static let identity: [Option<Options>] = [
    Option(
      "S", "setuid", takes: .required("UID"),
      Text(en: "become this user inside (0 with --user)", zh: "在内部成为该用户（有 --user 时默认 0）")
    ) { options, word throws(Refusal) in
      guard let id = UInt32(word?.text ?? "") else { throw .noNumber(word) }
      options.user = id
    },
    Option(
      "G", "setgid", takes: .required("GID"),
      Text(en: "become this group inside, and no other (0 with --user)", zh: "在内部只属于该组（有 --user 时默认 0）")
    ) { options, word throws(Refusal) in
      guard let id = UInt32(word?.text ?? "") else { throw .noNumber(word) }
      options.group = id
    },
    Option(
      nil, "preserve-credentials", sets: \.keepCredentials,
      Text(en: "with --user: keep the ids and groups", zh: "使用 --user 时保持用户、组 id 不变")),
  ]

  private static let places: [Option<Options>] = [
    Option(
      "r", "root", takes: .optional("DIR"),
      Text(en: "DIR, or the target's root, as the root directory", zh: "以 DIR（默认为目标的根目录）作为根目录")
    ) { options, directory in options.root = Source(directory) },
    Option(
      "w", "wd", takes: .optional("DIR"),
      Text(en: "DIR, or the target's, as the working directory", zh: "以 DIR（默认为目标的工作目录）作为工作目录")
    ) { options, directory in options.directory = Source(directory) },
  ]

  private static let process: [Option<Options>] = [
    Option(
      "F", "no-fork", sets: \.neverForks,
      Text(en: "no child, even when a pid namespace is entered", zh: "进入 PID 命名空间时也不创建子进程")),
    Option(
      nil, "explain", sets: \.explain,
      Text(en: "tell each call and what it changed", zh: "逐一说明每个调用及其改变")),
    Option(
      nil, "dry-run", sets: \.dryRun,
      Text(en: "print the calls, make none", zh: "只列出调用，不执行")),
  ]
}

extension Refusal {
  fileprivate static func noNumber(_ word: CString?) -> Refusal {
    let word = word?.text ?? ""
    return Refusal(Text(en: "\"\(word)\" is no number that fits", zh: "“\(word)”不是合适的数字"))
  }
}

extension NamespaceKind {
  fileprivate var help: Text {
    switch self {
    case .user: Text(en: "the user namespace: ids and capabilities", zh: "用户命名空间：用户 id 与权能")
    case .mount: Text(en: "the mount namespace", zh: "挂载命名空间")
    case .uts: Text(en: "the UTS namespace: host name", zh: "UTS 命名空间：主机名")
    case .ipc: Text(en: "the IPC namespace: System V IPC, message queues", zh: "IPC 命名空间：System V IPC 与消息队列")
    case .net: Text(en: "the network namespace", zh: "网络命名空间")
    case .pid: Text(en: "the pid namespace; the command becomes a child", zh: "PID 命名空间；命令以子进程运行")
    case .cgroup: Text(en: "the cgroup namespace: what is shown as the root", zh: "cgroup 命名空间：可见的 cgroup 根")
    case .time: Text(en: "the time namespace: clocks", zh: "时间命名空间：时钟")
    }
  }
}
