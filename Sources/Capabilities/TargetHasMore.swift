public import Isolation

/// EPERM of looking into a process that has capabilities which the caller lacks: the kernel asks
/// the same as for tracing. ptrace(2), "Ptrace access mode checking"
public func targetHasMore(than host: HostFacts, target pid: Int32, errno: Errno) -> Diagnosis? {
  guard [.notPermitted, .accessDenied].contains(errno), let target = try? ProcessStatus(of: pid) else {
    return nil
  }
  let more = CapabilitySet(mask: host.capabilities)
    .missing(from: CapabilitySet(mask: target.effectiveCapabilities))
  guard !more.names.isEmpty else { return nil }
  let names = more.names.prefix(3).joined(separator: ", ") + (more.names.count > 3 ? " …" : "")
  return Diagnosis(
    why: Text(
      en:
        "process \(pid) holds capabilities that you do not (\(names)); the kernel shows its namespaces only to "
        + "those who hold at least as many",
      zh: "进程 \(pid) 拥有你没有的权能（\(names)）；只有权能不少于它的进程，才能查看它的命名空间"),
    cures: [
      .advice(
        Text(
          en: "choose a target that you started, or run this with all capabilities",
          zh: "请选择你自己启动的进程作为目标，或者以全部权能运行"))
    ])
}
