extension Aspect {
  /// Its root directory, as the reader sees it. proc_pid_root(5)
  static let root = Aspect("root", of: nil, Text(en: "root", zh: "根目录")) { process throws(KernelError) in
    [try process.link("root")]
  }

  /// What system calls are filtered. seccomp(2)
  static let seccomp = Aspect(
    "seccomp", of: nil, Text(en: "seccomp", zh: "seccomp"),
    form: .words { items in
      switch items.first {
      case "0": Text(en: "off", zh: "关闭")
      case "1": Text(en: "strict", zh: "严格模式")
      case "2": Text(en: "filter", zh: "过滤模式")
      default: .notThere
      }
    }
  ) { process throws(KernelError) in process.field("Seccomp").map { [$0] } ?? [] }

  /// Whether execve(2) can give it more rights. PR_SET_NO_NEW_PRIVS(2const)
  static let noNewPrivileges = Aspect(
    "no_new_privs", of: nil, Text(en: "no new privs", zh: "禁止新特权"),
    form: .words { items in
      switch items.first {
      case "0": Text(en: "no", zh: "否")
      case "1": Text(en: "yes", zh: "是")
      default: .notThere
      }
    }
  ) { process throws(KernelError) in process.field("NoNewPrivs").map { [$0] } ?? [] }
}

extension Text {
  fileprivate static let notThere = Text(en: "this kernel has none", zh: "当前内核没有此项")
}
