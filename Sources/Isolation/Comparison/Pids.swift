extension Aspect {
  /// Its pid at every level that the reader's /proc knows of, from outside in. proc_pid_status(5)
  static let pids = Aspect(
    "pids", of: .pid, Text(en: "pids", zh: "各层 PID"), form: .row, isIdentity: true
  ) { process throws(KernelError) in
    (process.field("NSpid") ?? "\(process.pid)").split(separator: " ").map(String.init)
  }

  /// Whether its next child will be where it is itself. pid_namespaces(7), time_namespaces(7)
  static func nextChild(_ kind: NamespaceKind) -> Aspect {
    let itself: Text = .asItself
    let form = AspectForm.words { items in
      let word = items.first ?? ""
      return word == "same" ? itself : word == "none" ? .inANewOne : Text(en: word, zh: word)
    }
    return Aspect(
      "\(kind.newFile)", of: kind, Text(en: "next child", zh: "下一个子进程"), form: form
    ) { process throws(KernelError) in
      let own = try process.link("ns/\(kind.name)")
      // No link at all: a new pid namespace that has no process yet, or that has lost its first.
      guard let next = try? process.directory.readLink(CString("ns/\(kind.newFile)")).text else {
        return ["none"]
      }
      return [next == own ? "same" : Namespace.number(inLink: next)]
    }
  }
}

extension Text {
  fileprivate static let asItself = Text(en: "as itself", zh: "与自身相同")
  fileprivate static let inANewOne = Text(en: "in one that is empty", zh: "进入尚无进程的命名空间")
}
