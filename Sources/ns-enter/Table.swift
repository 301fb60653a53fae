import Console
import Isolation

extension Options {
  static let table = OptionTable<Options>(
    "ns-enter", "ns-enter [options] [command [argument...]]",
    Text(
      en: "Runs a command, or your shell, in the namespaces of a process.",
      zh: "在某个进程的命名空间中运行命令；不给出命令时运行你的 shell。"),
    whose + NamespaceKind.allCases.map(option(for:)) + others + identity + places + process
      + Option.telling(explains: \.explain, isDry: \.dryRun),
    attachesOptionalValues: true, manual: manual)

  private static let whose: [Option<Options>] = [
    Option(
      "t", "target", takes: .required("PID[:INODE]"),
      Text(en: "the process whose namespaces are meant", zh: "目标进程，使用它的命名空间")
    ) { options, word throws(Refusal) in
      if options.target != nil { throw .twoTargets }
      let parts = (word?.text ?? "").split(separator: ":", omittingEmptySubsequences: false)
      guard let pid = parts.first.flatMap({ Int32($0) }), pid > 0, parts.count < 3 else {
        throw .noNumber(word)
      }
      options.target = pid
      if parts.count == 2 {
        guard let inode = UInt64(parts[1]), inode > 0 else { throw .noNumber(word) }
        options.targetInode = inode
      }
    },
    Option(
      "a", "all", sets: \.all,
      Text(en: "all of them, but for those you are in already", zh: "全部命名空间，你已处于其中的除外")),
  ]

  private static func option(for kind: NamespaceKind) -> Option<Options> {
    Option(
      kind.optionLetter, kind.optionName, takes: .optional("FILE|:NUMBER"), kind.help
    ) { options, word throws(Refusal) in
      guard let word else {
        // What was named before is meant more precisely.
        options.kinds[kind] = options.kinds[kind] ?? .target
        return
      }
      guard word.text.hasPrefix(":") else {
        options.kinds[kind] = .file(word)
        return
      }
      options.kinds[kind] = .number(try CString?(word.dropping(1)).number())
    }
  }

  private static let others: [Option<Options>] = [
    Option(
      "N", "net-socket", takes: .required("FD"),
      Text(en: "the network namespace of that socket of the target", zh: "目标进程的该套接字所在的网络命名空间")
    ) { options, word throws(Refusal) in options.kinds[.net] = .socket(try word.number()) },
    Option(
      nil, "user-parent", sets: \.userParent,
      Text(en: "the user namespace above the one that is meant", zh: "所指用户命名空间的上一层")),
    Option(
      "c", "join-cgroup", sets: \.joinsCgroup,
      Text(en: "join the target's control groups as well", zh: "同时加入目标所在的控制组")),
    Option(
      "Z", "follow-context", sets: \.followsContext,
      Text(en: "the target's SELinux context for the command", zh: "命令使用目标的 SELinux 上下文")),
  ]

  private static let places: [Option<Options>] = [
    Option(
      "r", "root", takes: .optional("DIR"),
      Text(en: "DIR, or the target's root, as the root directory", zh: "以 DIR（默认为目标的根目录）作为根目录")
    ) { options, directory in options.root = Place(directory) },
    Option(
      "w", "wd", takes: .optional("DIR"),
      Text(en: "DIR, or the target's, as the working directory", zh: "以 DIR（默认为目标的工作目录）作为工作目录")
    ) { options, directory in options.directory = Place(directory) },
    Option(
      "W", "wdns", takes: .required("DIR"),
      Text(en: "the DIR of the inside as the working directory", zh: "以内部的 DIR 作为工作目录")
    ) { options, directory in options.directoryInside = directory },
  ]

  private static let process: [Option<Options>] = [
    Option(
      "e", "env", sets: \.takesEnvironment,
      Text(en: "the target's environment variables", zh: "使用目标的环境变量")),
    Option(
      "F", "no-fork", sets: \.neverForks,
      Text(en: "no child, even when a pid namespace is entered", zh: "进入 PID 命名空间时也不创建子进程")),
  ]
}

extension Refusal {
  fileprivate static let twoTargets = Refusal(Text(en: "one target only", zh: "只能有一个目标"))
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
