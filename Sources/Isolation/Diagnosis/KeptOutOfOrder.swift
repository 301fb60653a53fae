/// EINVAL of keeping a mount namespace, at random: the kernel lets only a younger one be mounted in
/// an older, or two could hold each other for ever. Linux 6.18 compares numbers for that which each
/// processor hands out from a range of its own, so that a younger one may have a smaller number.
let keptOutOfOrder: Cause = { failure, host in
  guard failure.errno == .invalid, let mount = failure.step.action as? Mount,
    case .proc("ns/mnt", _) = mount.source, host.version >= (6, 18)
  else { return nil }
  return Diagnosis(
    why: Text(
      en:
        "Linux \(host.release) takes the new mount namespace for older than yours: it numbers them by processor",
      zh: "Linux \(host.release) 误认为新的挂载命名空间比你所在的更早：它按处理器分段编号"),
    cures: [
      .advice(
        Text(
          en: "run it again, or on the processor where your own was made: taskset -c N …",
          zh: "请再运行一次，或用 taskset -c N … 在创建你所在命名空间的那个处理器上运行"))
    ])
}
