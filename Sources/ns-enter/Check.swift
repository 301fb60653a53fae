import Console
import Isolation

extension Options {
  /// What cannot be meant, whoever the target is.
  func check() throws(Refusal) {
    guard target == nil else { return }
    if all { throw .withoutTarget("--all") }
    for kind in NamespaceKind.allCases where kinds[kind] == .target {
      throw .withoutTarget("--\(kind.optionName)")
    }
    if root == .target { throw .withoutTarget("--root") }
    if directory == .target { throw .withoutTarget("--wd") }
  }

  /// What the facts about the target, and the files, do not allow.
  func check(_ facts: Facts) throws(Refusal) {
    if let target, facts.state != .alive { throw .gone(target, facts.state) }
    for kind in NamespaceKind.allCases {
      guard case .file(let file) = kinds[kind], facts.fileKinds[kind] != kind else { continue }
      throw .otherFile(kind, file, is: facts.fileKinds[kind])
    }
    if kinds[.user] != nil, let user = facts.entered[.user], user == facts.own[.user] { throw .ownUser }
  }
}

extension Refusal {
  fileprivate static func withoutTarget(_ option: String) -> Refusal {
    Refusal(
      Text(
        en: "\(option): of which process? add --target PID, or name a file: \(option)=FILE",
        zh: "\(option)：是哪个进程的？请加上 --target PID，或者用 \(option)=FILE 指定文件"))
  }

  fileprivate static func gone(_ pid: Int32, _ state: Facts.State) -> Refusal {
    state == .ended
      ? Refusal(
        Text(
          en: "process \(pid) has ended: a zombie has no namespaces any more",
          zh: "进程 \(pid) 已经结束：僵尸进程不再拥有命名空间"), isUsage: false)
      : Refusal(Text(en: "there is no process \(pid)", zh: "没有进程 \(pid)"), isUsage: false)
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
    return Refusal(Text(en: "\(option): no file of a namespace", zh: "\(option)：不是命名空间的文件"), isUsage: false)
  }

  fileprivate static let ownUser = Refusal(
    Text(
      en: "--user: you are in that user namespace already, and nobody can enter his own anew; leave it out",
      zh: "--user：你已经处于该用户命名空间中，内核不允许重新进入自己的用户命名空间；请去掉这个选项"))
}
