import Console
import Isolation

extension Options {
  /// What makes no sense together, or is not there: refused before anything is done.
  func check(_ facts: Facts) throws(Refusal) {
    if setgroups != nil, !kinds.contains(.user) { throw .setgroupsWithoutUser }
    // The map of one's own group can only be written after setgroups has been denied.
    if setgroups == .allow, groups.single != nil, groups.blocks.isEmpty, owner == nil {
      throw .setgroupsAllowed
    }
    if !clocks.isEmpty, !kinds.contains(.time) { throw .clocksWithoutTime }
    if keep[.pid] != nil, !fork { throw .noFileYet }
    try check(.user, users, facts.users)
    try check(.group, groups, facts.groups)
    for kind in NamespaceKind.allCases {
      guard let file = keep[kind] else { continue }
      if !facts.present.contains(file) { throw .noFile(kind, file) }
    }
    for directory in [root, proc, binaryFormats].compactMap(\.self) where facts.absent.contains(directory) {
      throw .noDirectory(directory)
    }
  }

  private func check(_ kind: IdKind, _ request: IdRequest, _ facts: IdFacts) throws(Refusal) {
    if request.blocks.contains(where: \.asksForSubordinates), facts.subordinate == nil {
      throw .noSubordinates(kind, facts.name)
    }
    switch request.map(facts)?.flaw {
    case nil: break
    case .overlap(let a, let b): throw .overlap(kind, a, b)
    case .tooLong: throw .mapTooLong(kind)
    }
  }
}

extension Refusal {
  fileprivate static let setgroupsWithoutUser = Refusal(
    Text(en: "--setgroups is about a new user namespace: add --user", zh: "--setgroups 针对新的用户命名空间：请加上 --user")
  )
  fileprivate static let setgroupsAllowed = Refusal(
    Text(
      en: "--setgroups allow and a map of one's own id exclude each other: see user_namespaces(7)",
      zh: "--setgroups allow 与映射自己的 id 互相排斥：参见 user_namespaces(7)"))
  fileprivate static let clocksWithoutTime = Refusal(
    Text(
      en: "--monotonic and --boottime are about a new time namespace: add --time",
      zh: "--monotonic 和 --boottime 针对新的时间命名空间：请加上 --time"))
  fileprivate static let noFileYet = Refusal(
    Text(
      en: "--pid=FILE needs --fork: before its first process a pid namespace has no file that could be kept",
      zh: "--pid=FILE 需要 --fork：在第一个进程出现之前，PID 命名空间还没有可以保留的文件"))

  fileprivate static func noSubordinates(_ kind: IdKind, _ user: String) -> Refusal {
    let file = kind.subordinateFile.text, option = kind == .user ? "--add-subuids" : "--add-subgids"
    let command = "sudo usermod \(option) 100000-165535 \(user)"
    return Refusal(
      Text(
        en: "\(file) has no line for the user \(user); an administrator can add one: \(command)",
        zh: "\(file) 中没有用户 \(user) 的行；管理员可以添加：\(command)"), isUsage: false)
  }
  fileprivate static func overlap(_ kind: IdKind, _ a: IdRange, _ b: IdRange) -> Refusal {
    let name = kind.rawValue
    return Refusal(
      Text(
        en:
          "the \(name) ranges \"\(a)\" and \"\(b)\" overlap (inside, outside, count): each id may be mapped once only",
        zh: "\(name) 范围“\(a)”与“\(b)”重叠（内部、外部、数量）：每个 id 只能映射一次"), isUsage: false)
  }
  fileprivate static func mapTooLong(_ kind: IdKind) -> Refusal {
    Refusal(
      Text(
        en: "the kernel takes at most 340 \(kind.rawValue) ranges, in at most 4095 bytes",
        zh: "内核最多接受 340 个 \(kind.rawValue) 范围，且不超过 4095 字节"), isUsage: false)
  }
  fileprivate static func noFile(_ kind: NamespaceKind, _ file: CString) -> Refusal {
    Refusal(
      Text(
        en: "--\(kind.optionName)=\(file.text): the file must be there, for the namespace is mounted on it",
        zh: "--\(kind.optionName)=\(file.text)：文件必须已经存在，命名空间将挂载在它上面"), isUsage: false)
  }
  fileprivate static func noDirectory(_ directory: CString) -> Refusal {
    Refusal(
      Text(en: "there is no directory \(directory.text)", zh: "目录 \(directory.text) 不存在"), isUsage: false)
  }
}
