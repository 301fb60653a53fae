/// EINVAL of unshare(2) and setns(2): this kernel does not have the kind.
let unknownKind: Cause = { failure, host in
  let kinds: NamespaceKinds
  switch failure.step.action {
  case let unshare as Unshare: kinds = unshare.kinds
  case let setns as Setns: kinds = setns.kinds
  default: return nil
  }
  let missing = kinds.ordered.filter { !host.kinds.contains($0) }.map(\.name).joined(separator: ", ")
  // Where /proc shows none at all, it is not mounted.
  guard failure.errno == .invalid, !missing.isEmpty, !host.kinds.isEmpty else { return nil }
  return Diagnosis(
    why: Text(
      en: "this kernel has no \(missing) namespaces: /proc/self/ns does not show them",
      zh: "当前内核没有 \(missing) 命名空间：/proc/self/ns 中没有它们"))
}
