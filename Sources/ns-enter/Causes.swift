import Capabilities
import Isolation

extension Options {
  /// What only this tool knows of why it may have failed.
  func causes(_ facts: Facts) -> [Cause] { [ownAlready(facts), targetsMore] }

  /// Of an error while the facts were read.
  func causes(of error: KernelError) -> [Diagnosis] {
    if error.call.hasSuffix("NS_GET_USERNS)"), error.errno == .notPermitted { return [.noParent] }
    return target.flatMap { targetHasMore(than: .current, target: $0, errno: error.errno) }.map { [$0] } ?? []
  }

  private var targetsMore: Cause {
    { failure, host in target.flatMap { targetHasMore(than: host, target: $0, errno: failure.errno) } }
  }

  /// Even the namespaces one is in already need the privilege to enter them.
  private func ownAlready(_ facts: Facts) -> Cause {
    { failure, host in
      guard failure.errno == .notPermitted, let setns = failure.step.action as? Setns else { return nil }
      let own = setns.kinds.ordered.filter { isOwn($0, facts) }.map { "--" + $0.optionName }
        .joined(separator: " ")
      guard !own.isEmpty else { return nil }
      return Diagnosis(
        why: Text(
          en:
            "\(own): you are in it already, and entering it again needs CAP_SYS_ADMIN in its owner all the same",
          zh: "\(own)：你已经处于其中；即便如此，重新进入仍需要在其所属用户命名空间中拥有 CAP_SYS_ADMIN"),
        cures: [
          .advice(
            Text(
              en: "leave out \(own), or use --all, which enters only what differs",
              zh: "请去掉 \(own)，或者使用只进入不同命名空间的 --all"))
        ])
    }
  }

  private func isOwn(_ kind: NamespaceKind, _ facts: Facts) -> Bool {
    guard kind != .user, let one = try? FileIdentity(of: path(to: kind, facts)) else { return false }
    return one == (try? FileIdentity(of: CString("/proc/self/ns/\(kind.name)")))
  }
}
