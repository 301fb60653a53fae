import Console
import Isolation

extension Options {
  /// What makes no sense together, or is not there: refused before anything is done.
  func check(_ facts: Facts) throws(Refusal) {
    if setgroups != nil, !kinds.contains(.user) { throw .setgroupsWithoutUser }
    // The maps of one's own ids can only be written after setgroups has been denied.
    if setgroups == .allow, mapping != nil { throw .setgroupsAllowed }
    if propagation != nil, !kinds.contains(.mount) { throw .propagationWithoutMount }
    if keep[.pid] != nil, !fork { throw .noFileYet }
    for kind in NamespaceKind.allCases {
      guard let file = keep[kind] else { continue }
      if !facts.present.contains(file) { throw .noFile(kind, file) }
    }
    for directory in [root, proc].compactMap({ $0 }) where facts.absent.contains(directory) {
      throw .noDirectory(directory)
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
  fileprivate static let propagationWithoutMount = Refusal(
    Text(
      en: "--propagation is about a new mount namespace: add --mount",
      zh: "--propagation 针对新的挂载命名空间：请加上 --mount"))
  fileprivate static let noFileYet = Refusal(
    Text(
      en: "--pid=FILE needs --fork: before its first process a pid namespace has no file that could be kept",
      zh: "--pid=FILE 需要 --fork：在第一个进程出现之前，PID 命名空间还没有可以保留的文件"))

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
