/// EPERM or EACCES of unshare(CLONE_NEWUSER): some distributions keep it from ordinary users.
let userNamespacesForbidden: Cause = { failure, host in
  guard [.notPermitted, .accessDenied].contains(failure.errno), !host.isAdministrator,
    let setting = host.userNamespaceRestriction
  else { return nil }
  // AppArmor lets the namespace be made, and takes the capabilities in it away.
  let first = failure.plan.steps[...failure.index].lazy.compactMap { $0.action as? Unshare }.first
  guard first?.kinds.contains(.user) == true else { return nil }
  return Diagnosis(
    why: Text(
      en: "this host keeps user namespaces from ordinary users: \(setting.name) = \(setting.now)",
      zh: "本机不允许普通用户使用用户命名空间：\(setting.name) = \(setting.now)"),
    cures: [.command("sudo sysctl -w \(setting.name)=\(setting.open)")])
}

extension HostFacts {
  /// A setting that forbids them, and the value at which it does not.
  var userNamespaceRestriction: (name: String, now: String, open: String)? {
    let open = ["kernel.unprivileged_userns_clone": "1", "kernel.apparmor_restrict_unprivileged_userns": "0"]
    for (name, value) in open.sorted(by: { $0.key < $1.key }) {
      if let now = restrictions[name], now != value { return (name, now, value) }
    }
    return nil
  }
}
