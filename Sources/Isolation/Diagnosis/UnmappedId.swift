/// EINVAL of setuid(2) and setgid(2): no such id is mapped here. user_namespaces(7)
let unmappedId: Cause = { failure, host in
  let (what, id): (String, UInt32)
  switch failure.step.action {
  case let set as SetGroup: (what, id) = ("gid", set.id)
  case let set as SetUser: (what, id) = ("uid", set.id)
  default: return nil
  }
  guard failure.errno == .invalid else { return nil }
  return Diagnosis(
    why: Text(
      en: "the user namespace maps no \(what) \(id): see /proc/PID/\(what)_map",
      zh: "该用户命名空间没有映射 \(what) \(id)：参见 /proc/PID/\(what)_map"),
    cures: [failure.plan.enters ? .adding("--preserve-credentials") : .advice(.mapIt)])
}

extension Text {
  fileprivate static let mapIt = Text(
    en: "choose an id that is mapped, or map it: --map-users, --map-groups",
    zh: "请选择已映射的 id，或用 --map-users、--map-groups 映射它")
}
