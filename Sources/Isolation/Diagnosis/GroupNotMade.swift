/// What mkdir(2) answers where a control group is to be made. cgroups(7)
let groupNotMade: Cause = { failure, host in
  guard let make = failure.step.action as? MakeGroup else { return nil }
  let parent = ControlGroup(make.path.parent), name = parent.path.text
  switch failure.errno {
  // O_DIRECTORY
  case .exists where (try? Descriptor(opening: make.path, 0o200000).identity()) == nil:
    return Diagnosis(
      why: Text(en: "one of the kernel's own files in each group has that name", zh: "每个组里都有一个内核自己的同名文件"),
      cures: [.advice(Text(en: "another --name, or none", zh: "换一个 --name，或不指定"))])
  case .exists:
    return Diagnosis(
      why: Text(
        en: "there is a group of that name, and it may be somebody's", zh: "已经有同名的组，它可能正被别人使用"),
      cures: [.advice(Text(en: "another --name, or none", zh: "换一个 --name，或不指定"))])
  case .tryAgain:
    let bounds = ["cgroup.max.depth", "cgroup.max.descendants"].compactMap { file in
      parent.lineage.first { (try? $0.read(file)).map { $0 != "max\n" } ?? false }
        .map { "\($0.path.text)/\(file)" }
    }
    guard !bounds.isEmpty else { return nil }
    let files = bounds.joined(separator: ", ")
    return Diagnosis(
      why: Text(
        en: "there may be no more groups, or none so deep: see \(files)", zh: "组的数量或深度已达上限：见 \(files)"))
  case .accessDenied, .notPermitted:
    return Diagnosis(
      why: Text(
        en: "uid \(host.user) may make no group in \(name): it has not been delegated",
        zh: "uid \(host.user) 不能在 \(name) 中建组：它没有委托给你"),
      cures: [.advice(.delegatedScope)])
  case .noEntry, .noDevice:
    return Diagnosis(
      why: Text(
        en: "\(name) has gone: somebody has removed the group meanwhile", zh: "\(name) 已经消失：有人在此期间删除了该组"))
  default: return nil
  }
}

extension CString {
  /// What stands before its last slash.
  var parent: CString {
    guard let slash = bytes.lastIndex(of: 0x2F) else { return "." }
    return CString(bytes: bytes[..<max(1, slash)].map(UInt8.init(bitPattern:)))
  }
}
