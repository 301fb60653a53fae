/// ENOTTY or EBADF of the network namespace of a socket: another kind of file, or none.
let noSocket: Cause = { failure, host in
  guard let open = failure.step.action as? OpenSocketNamespace else { return nil }
  let target = failure.plan.steps.lazy.compactMap { ($0.action as? OpenProcess)?.pid }.first ?? 0
  let list: [Cure] = [.command("ls -l /proc/\(target)/fd")]
  switch failure.errno {
  case .badDescriptor:
    return Diagnosis(
      why: Text(
        en: "process \(target) has nothing open as \(open.socket)",
        zh: "进程 \(target) 没有打开编号为 \(open.socket) 的文件"),
      cures: list)
  case .noTerminal:
    return Diagnosis(
      why: Text(
        en: "what process \(target) has open as \(open.socket) is no socket",
        zh: "进程 \(target) 打开的 \(open.socket) 不是套接字"),
      cures: list)
  default: return nil
  }
}
