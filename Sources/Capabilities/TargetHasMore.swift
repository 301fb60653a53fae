public import Isolation

/// EPERM of looking into a process that has capabilities which the caller lacks: the kernel asks
/// the same as for tracing. ptrace(2), "Ptrace access mode checking"
public func targetHasMore(than host: HostFacts, target pid: Int32, errno: Errno) -> Diagnosis? {
  guard [.notPermitted, .accessDenied].contains(errno), let target = try? ProcessStatus(of: pid) else {
    return nil
  }
  // What can be looked at has passed that check; then it was something else.
  if (try? FileIdentity(of: CString("/proc/\(pid)/ns/user"))) != nil { return nil }
  let mine = CapabilitySet(mask: host.capabilities)
  let more = mine.missing(from: CapabilitySet(mask: target.effectiveCapabilities)).names
  guard !more.isEmpty else { return nil }
  let names = more.prefix(3).joined(separator: ", ") + (more.count > 3 ? " …" : "")
  return Diagnosis(
    why: mine.names.contains("cap_sys_ptrace") ? .guarded(pid, names) : .holdsMore(pid, names),
    cures: [
      .advice(
        Text(
          en: "choose a target that you started, or run this with all capabilities",
          zh: "请选择你自己启动的进程作为目标，或者以全部权能运行"))
    ])
}

extension Text {
  fileprivate static func holdsMore(_ pid: Int32, _ names: String) -> Text {
    Text(
      en:
        "process \(pid) holds capabilities that you do not (\(names)); the kernel shows its namespaces only to "
        + "those who hold at least as many, or CAP_SYS_PTRACE",
      zh: "进程 \(pid) 拥有你没有的权能（\(names)）；只有权能不少于它、或拥有 CAP_SYS_PTRACE 的进程，才能查看它的命名空间")
  }
  fileprivate static func guarded(_ pid: Int32, _ names: String) -> Text {
    Text(
      en:
        "process \(pid) holds capabilities that you do not (\(names)), and this kernel keeps it from you though "
        + "you hold CAP_SYS_PTRACE",
      zh: "进程 \(pid) 拥有你没有的权能（\(names)）；尽管你拥有 CAP_SYS_PTRACE，当前内核仍不允许你查看它")
  }
}
