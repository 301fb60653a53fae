/// newuidmap(1) or newgidmap(1) is not there, has no right to map, or was asked for more than it may give.
let idMapperFailed: Cause = { failure, host in
  guard let mapper = failure.step.action as? RunIdMapper else { return nil }
  let program = mapper.kind.mapper.text
  guard let path = host.programs[mapper.kind.mapper] else {
    return Diagnosis(
      why: Text(en: "\(program) is in no directory of PATH", zh: "PATH 的目录中没有 \(program)"),
      cures: [
        host.isDebian
          ? .command("sudo apt-get install uidmap")
          : .advice(
            Text(
              en: "install the package with \(program) (uidmap, shadow)",
              zh: "请安装提供 \(program) 的软件包（uidmap、shadow）"))
      ])
  }
  if let weakness = host.weakness(of: path, mapper.kind) { return weakness }
  guard failure.errno == .notPermitted else { return nil }
  if let login = host.loginGroup, login != host.group {
    return Diagnosis(
      why: Text(
        en: "\(program) asks for the login group: you act as gid \(host.group), and /etc/passwd gives "
          + "\(host.userName ?? "you") the gid \(login)",
        zh:
          "\(program) 要求使用登录组：你现在的 gid 是 \(host.group)，而 /etc/passwd 中 \(host.userName ?? "你") 的 gid 是 \(login)"
      ),
      cures: [
        .advice(Text(en: "run it from a shell with that group: newgrp", zh: "请在使用该组的 shell 中运行：newgrp"))
      ])
  }
  let file = mapper.kind.subordinateFile.text
  let own = mapper.kind == .user ? host.user : host.group
  let given = SubordinateIds.all(
    of: host.user, named: host.userName, in: host.subordinates[mapper.kind] ?? "")
  let refused = mapper.map.ranges.first { range in
    !(range.count == 1 && range.outside == own) && !given.contains { $0.holds(range) }
  }
  guard let refused else { return nil }
  let all = given.map { "\($0.first)-\($0.last)" }.joined(separator: ", ")
  let last = UInt64(refused.outside) + UInt64(refused.count) - 1
  return Diagnosis(
    why: Text(
      en: "\(file) does not give \(host.userName ?? "you") the ids \(refused.outside)-\(last)"
        + (all.isEmpty ? "; it gives none" : "; it gives \(all)"),
      zh: "\(file) 没有把 \(refused.outside)-\(last) 分配给 \(host.userName ?? "你")"
        + (all.isEmpty ? "；一个也没有分配" : "；分配的是 \(all)")),
    cures: [
      .command(
        "sudo usermod --add-sub\(mapper.kind.rawValue)s \(refused.outside)-\(last) \(host.userName ?? "USER")"
      )
    ])
}

extension SubordinateIds {
  var last: UInt64 { UInt64(first) + UInt64(count) - 1 }
  fileprivate func holds(_ range: IdRange) -> Bool { range.outside >= first && range.outsideEnd <= last + 1 }
}

extension HostFacts {
  /// What keeps the program from more right than its caller has.
  fileprivate func weakness(of path: CString, _ kind: IdKind) -> Diagnosis? {
    if hasNoNewPrivileges {
      return Diagnosis(
        why: Text(
          en: "this process has no_new_privs set, so a set-user-ID program gives it nothing (NoNewPrivs: 1)",
          zh: "本进程设置了 no_new_privs，set-user-ID 程序不会给予它任何特权（NoNewPrivs: 1）"),
        cures: [
          .advice(Text(en: "run it from a shell that was started without it", zh: "请在没有设置它的 shell 中运行"))
        ])
    }
    if let file = program(path), !file.hasSetuid, file.capabilities >> (kind == .user ? 7 : 6) & 1 == 0 {
      return Diagnosis(
        why: Text(
          en:
            "\(path.text) has neither the set-user-ID bit nor the capability cap_set\(kind.rawValue)",
          zh: "\(path.text) 既没有 set-user-ID 位，也没有 cap_set\(kind.rawValue) 权能"),
        cures: [.command("sudo chmod u+s \(path.text)")])
    }
    guard let mount = mounts.mount(holding: path.text), mount.flags.contains("nosuid") else { return nil }
    return Diagnosis(
      why: Text(
        en: "\(path.text) lies on \(mount.path), mounted with nosuid: its set-user-ID bit has no effect",
        zh: "\(path.text) 位于以 nosuid 挂载的 \(mount.path) 上：set-user-ID 位不起作用"),
      cures: [.command("sudo mount -o remount,suid \(mount.path)")])
  }
}
