import Console
import Isolation

struct Options: Sendable {
  var kinds: NamespaceKinds = []
  var keep: [NamespaceKind: CString] = [:]
  var fork = false
  var mapRoot = false
  var proc: CString?
  var propagation: MountFlags?
  var explain = false
  var dryRun = false
  var command: [CString] = []

  static let table = OptionTable<Options>(
    "ns-unshare", "ns-unshare [options] [command [argument...]]",
    Text(en: "Runs a command in new namespaces.", zh: "在新的命名空间中运行命令。"),
    NamespaceKind.allCases.map { kind in
      let (letter, name, help) = kind.option
      return Option(letter, name, takes: .optional("FILE"), help) { options, file in
        options.kinds.insert(NamespaceKinds(kind))
        options.keep[kind] = file ?? options.keep[kind]
      }
    } + [
      Option(
        "f", "fork",
        Text(en: "run the command as a child, and wait", zh: "以子进程运行命令并等待")
      ) { options, _ in options.fork = true },
      Option(
        "r", "map-root-user",
        Text(en: "you are root inside; implies --user", zh: "在内部成为 root;隐含 --user")
      ) { options, _ in
        options.mapRoot = true
        options.kinds.insert(.user)
      },
      Option(
        nil, "mount-proc", takes: .optional("DIR"),
        Text(en: "mount a new proc; implies --mount", zh: "挂载新的 proc;隐含 --mount")
      ) { options, directory in
        options.proc = directory ?? "/proc"
        options.kinds.insert(.mount)
      },
      Option(
        nil, "propagation", takes: .required("private|shared|slave|unchanged"),
        Text(en: "what the new mounts share", zh: "新挂载的传播方式")
      ) { options, mode throws(Refusal) in
        switch mode {
        case "private": options.propagation = .private
        case "shared": options.propagation = .shared
        case "slave": options.propagation = .slave
        case "unchanged": options.propagation = []
        default: throw .init("unknown: \(mode!)")
        }
      },
      Option(nil, "explain", Text(en: "tell each call and what it changed", zh: "说明每个调用及其改变")) {
        options, _ in options.explain = true
      },
      Option(nil, "dry-run", Text(en: "print the calls, make none", zh: "只打印调用,不执行")) {
        options, _ in options.dryRun = true
      },
    ]
  )
}

extension NamespaceKind {
  fileprivate var option: (Unicode.Scalar, String, Text) {
    switch self {
    case .user: ("U", "user", Text(en: "a new user namespace", zh: "新的用户命名空间"))
    case .mount: ("m", "mount", Text(en: "a new mount namespace", zh: "新的挂载命名空间"))
    case .uts: ("u", "uts", Text(en: "a new hostname", zh: "新的主机名"))
    case .ipc: ("i", "ipc", Text(en: "new System V IPC", zh: "新的 System V IPC"))
    case .net: ("n", "net", Text(en: "a new network", zh: "新的网络"))
    case .pid: ("p", "pid", Text(en: "new pids for the children", zh: "子进程的新 pid"))
    case .cgroup: ("C", "cgroup", Text(en: "a new cgroup root", zh: "新的 cgroup 根"))
    case .time: ("T", "time", Text(en: "new clocks for the children", zh: "子进程的新时钟"))
    }
  }
}
