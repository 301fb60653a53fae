extension Aspect {
  static let userMap = map("uid_map", Text(en: "uid map", zh: "uid 映射"))
  static let groupMap = map("gid_map", Text(en: "gid map", zh: "gid 映射"))

  /// Inside, outside, how many; outside as the reader's user namespace has it. user_namespaces(7)
  private static func map(_ file: String, _ label: Text) -> Aspect {
    Aspect(file, of: .user, label) { process throws(KernelError) in
      try process.lines(file).map { $0.split(separator: " ").joined(separator: " ") }
    }
  }
}
