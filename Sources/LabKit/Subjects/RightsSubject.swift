internal import Capabilities
internal import Isolation

/// Who a process is, and what it may do in its user namespace. proc_pid_status(5), capabilities(7)
enum RightsSubject {
  /// `{capabilities: all|none|VALUE, of: NAME}`: how many are effective.
  static let capabilities: Vocabulary.Read = { value, fields, names throws(FormatError) in
    try .placed(
      value, &fields, names,
      { Text(en: "the number of effective capabilities of \($0)", zh: "\($0) 的有效权能数") }
    ) { look, pid in
      guard let status = look.table.processes[pid] else { return .gone("\(pid)") }
      let held = CapabilitySet(mask: status.effectiveCapabilities), all = CapabilitySet.all
      let count = held.names.count
      let word = count == 0 ? "none" : held.missing(from: all).mask == 0 ? "all" : "\(count)"
      return .value(word, source: "CapEff in /proc/\(pid)/status")
    }
  }

  /// `{capability: CAP_SYS_ADMIN, of: NAME, is: yes|no}`
  static let capability: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let name = try value.text().lowercased()
    guard CapabilitySet.all.names.contains(name) else {
      throw value.wrong(.expected("a capability such as CAP_SYS_ADMIN", "CAP_SYS_ADMIN 之类的权能名"))
    }
    return try .about(
      &fields, names, otherwise: .equal("yes"),
      {
        Text(
          en: "whether \($0) has \(name.uppercased()) in its user namespace",
          zh: "\($0) 在所属用户命名空间中是否拥有 \(name.uppercased())")
      }, sentence: Text.yesOrNo
    ) { look, pid in
      guard let status = look.table.processes[pid] else { return .gone("\(pid)") }
      let held = CapabilitySet(mask: status.effectiveCapabilities).names.contains(name)
      return .answer(held, source: "CapEff in /proc/\(pid)/status")
    }
  }

  /// `{user: VALUE, of: NAME}`: the effective user id, as the lab sees it.
  static let user: Vocabulary.Read = { value, fields, names throws(FormatError) in
    try .placed(
      value, &fields, names, { Text(en: "the user id of \($0), from outside", zh: "从外面看，\($0) 的用户 ID ") }
    ) { look, pid in
      guard let status = look.table.processes[pid], status.users.count > 1 else { return .gone("\(pid)") }
      return .value("\(status.users[1])", source: "Uid in /proc/\(pid)/status")
    }
  }

  /// `{command: VALUE, of: NAME}`: its arguments. proc_pid_cmdline(5)
  static let command: Vocabulary.Read = { value, fields, names throws(FormatError) in
    try .placed(value, &fields, names, { Text(en: "the command of \($0)", zh: "\($0) 的命令行") }) { _, pid in
      do throws(Errno) {
        return .value(try ProcessFacts(of: pid).command.text, source: "/proc/\(pid)/cmdline")
      } catch {
        return .unreadable("/proc/\(pid)/cmdline", error)
      }
    }
  }
}
