import Console
import Isolation

extension Options {
  /// What cannot be meant, whoever the target is.
  func check() throws(Refusal) {
    if directory != nil, directoryInside != nil { throw .twoDirectories }
    guard target == nil else { return }
    let needing: [(Bool, String)] = [
      (all, "--all"), (root == .target, "--root"), (directory == .target, "--wd"),
      (takesEnvironment, "--env"), (joinsCgroup, "--join-cgroup"), (followsContext, "--follow-context"),
      (user == .follow, "--setuid follow"), (group == .follow, "--setgid follow"),
      (userParent && kinds.isEmpty, "--user-parent"),
    ]
    if let (_, option) = needing.first(where: { $0.0 }) { throw .withoutTarget(option) }
    for kind in NamespaceKind.allCases {
      switch kinds[kind] {
      case .target: throw .withoutTarget("--\(kind.optionName)")
      case .socket: throw .withoutTarget("--net-socket")
      case .file, .number, nil: break
      }
    }
  }

  /// What the facts about the target, and the files, do not allow.
  func check(_ facts: Facts) throws(Refusal) {
    if let target {
      if case .alive = facts.state {} else { throw .gone(target, facts.state) }
    }
    for kind in NamespaceKind.allCases {
      switch kinds[kind] {
      case .file(let file) where facts.fileKinds[kind] != kind:
        throw .otherFile(kind, file, is: facts.fileKinds[kind])
      case .number(let number) where facts.paths[kind] == nil: throw .noNamespace(kind, number)
      default: break
      }
    }
    if entersUser, let user = facts.entered[.user], user == facts.own[.user] { throw .ownUser(userParent) }
    if let entry = facts.unreachableCgroups.first { throw .noCgroup(entry) }
  }
}

extension Refusal {
  fileprivate static let twoDirectories = Refusal(
    Text(en: "either --wd or --wdns", zh: "--wd 与 --wdns 只能选一个"))

  fileprivate static func withoutTarget(_ option: String) -> Refusal {
    Refusal(
      Text(
        en: "\(option): of which process? add --target PID, or name a file: \(option)=FILE",
        zh: "\(option)：是哪个进程的？请加上 --target PID，或者用 \(option)=FILE 指定文件"))
  }

  fileprivate static func gone(_ pid: Int32, _ state: Facts.State) -> Refusal {
    let text: Text
    switch state {
    case .alive, .missing: text = .noProcess(pid)
    case .hidden: text = .processMayBeHidden(pid)
    case .ended: text = .processHasEnded(pid)
    case .other(let now?):
      text = Text(
        en: "process \(pid) is another one by now: its inode is \(now)",
        zh: "进程 \(pid) 已经是另一个进程：它的 inode 是 \(now)")
    case .other(nil):
      text = Text(
        en: "this kernel gives pidfds no inode of their own (Linux 6.9 does), so \(pid) alone must do",
        zh: "当前内核的 pidfd 没有各自的 inode（Linux 6.9 起才有），只能使用 \(pid)")
    }
    return Refusal(text, isUsage: false)
  }

  fileprivate static func otherFile(
    _ kind: NamespaceKind, _ file: CString, is other: NamespaceKind?
  ) -> Refusal {
    let option = "--\(kind.optionName)=\(file.text)"
    if let other {
      return Refusal(
        Text(
          en: "\(option): that file is a \(other.name) namespace",
          zh: "\(option)：该文件是 \(other.name) 命名空间"), isUsage: false)
    }
    return Refusal(
      Text(en: "\(option): no file of a namespace", zh: "\(option)：不是命名空间的文件"),
      cure: separate(kind, file), isUsage: false)
  }

  /// `-nu` is a file called "u" to getopt(3), and mostly two letters to a person.
  private static func separate(_ kind: NamespaceKind, _ file: CString) -> String? {
    let letters = Set(NamespaceKind.allCases.map(\.optionLetter))
    guard (try? FileIdentity(of: file)) == nil, file.text.unicodeScalars.allSatisfy({ letters.contains($0) })
    else { return nil }
    return ([kind.optionLetter] + file.text.unicodeScalars).map { "-\($0)" }.joined(separator: " ") + " …"
  }

  fileprivate static func noNamespace(_ kind: NamespaceKind, _ number: UInt64) -> Refusal {
    let option = "--\(kind.optionName)=:\(number)"
    return Refusal(
      Text(
        en: "\(option): no process that you may look at is in it, and no mount here keeps it",
        zh: "\(option)：你能查看的进程都不在其中，这里也没有挂载保留它"), isUsage: false)
  }

  fileprivate static func ownUser(_ parent: Bool) -> Refusal {
    let option = parent ? "--user-parent" : "--user"
    return Refusal(
      Text(
        en:
          "\(option): you are in that user namespace already, and nobody can enter his own anew; leave it out",
        zh: "\(option)：你已经处于该用户命名空间中，内核不允许重新进入自己的用户命名空间；请去掉这个选项"))
  }

  fileprivate static func noCgroup(_ entry: CgroupMembership.Entry) -> Refusal {
    let hierarchy = entry.controllers.isEmpty ? "cgroup2" : entry.controllers.joined(separator: ",")
    return Refusal(
      Text(
        en: "--join-cgroup: the target's group \(entry.path) of \(hierarchy) is under no mount here",
        zh: "--join-cgroup：目标在 \(hierarchy) 中的组 \(entry.path) 不在这里的任何挂载之下"), isUsage: false)
  }
}
