internal import CLinux
internal import Isolation

/// Whose child a process is: `{parent-of: NAME, is: NAME2}`; `is: lab` for the lab program itself.
struct ParentSubject: Subject {
  let process: String
  /// nil: the lab program, which is a subreaper. PR_SET_CHILD_SUBREAPER(2const)
  let parent: String?

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let parent = try fields.need("is")
    let isLab = try parent.text() == "lab"
    return Comparing(
      subject: ParentSubject(
        process: try names.binding(value), parent: isLab ? nil : try names.binding(parent)),
      comparison: .equal("yes"))
  }

  var label: Text {
    Text(
      en: "whether the parent of \(process) is \(parent ?? "the lab program")",
      zh: "\(process) 的父进程是否为 \(parent ?? "实验程序 lab")")
  }
  func observed(_ value: String) -> Text { .yesOrNo(value) }

  func read(_ look: Look) -> Reading {
    guard look.isBound(process) else { return .unbound(process) }
    if let parent, !look.isBound(parent) { return .unbound(parent) }
    guard let status = look.status(of: process) else { return .gone(process) }
    let isSo = parent.map { look.pids(of: $0).contains(status.parent) } ?? (status.parent == cl_getpid())
    return .answer(isSo, source: "PPid \(status.parent) in /proc/\(status.pid)/status")
  }
}
