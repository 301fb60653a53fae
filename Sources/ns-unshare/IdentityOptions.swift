import Console
import Isolation

extension Options {
  static let identity: [Option<Options>] = [
    Option(
      "r", "map-root-user",
      Text(en: "be root inside; implies --user", zh: "在内部成为 root；隐含 --user")
    ) { options, _ in options.map(.id(0), .id(0)) },
    Option(
      "c", "map-current-user",
      Text(en: "have the same ids inside; implies --user", zh: "在内部保持相同的 id；隐含 --user")
    ) { options, _ in options.map(.current, .current) },
    Option(
      nil, "map-user", takes: .required("UID"),
      Text(en: "be this user inside, by number or name; implies --user", zh: "在内部成为该用户（编号或名称）；隐含 --user")
    ) { options, word throws(Refusal) in options.map(.id(try .users(word)), nil) },
    Option(
      nil, "map-group", takes: .required("GID"),
      Text(en: "be of this group inside, by number or name; implies --user", zh: "在内部属于该组（编号或名称）；隐含 --user")
    ) { options, word throws(Refusal) in options.map(nil, .id(try .groups(word))) },
    Option(
      nil, "map-users", takes: .required("INSIDE:OUTSIDE:COUNT"),
      Text(
        en: "map more users; or auto, subids: those of /etc/subuid; all: those there are; implies --user",
        zh: "映射更多用户；auto、subids：/etc/subuid 中的用户；all：全部现有用户；隐含 --user")
    ) { options, word throws(Refusal) in options.mapMore(users: try IdRequest.Block(word)) },
    Option(
      nil, "map-groups", takes: .required("INSIDE:OUTSIDE:COUNT"),
      Text(
        en: "map more groups; or auto, subids: those of /etc/subgid; all; implies --user",
        zh: "映射更多组；auto、subids：/etc/subgid 中的组；all：全部现有组；隐含 --user")
    ) { options, word throws(Refusal) in options.mapMore(groups: try IdRequest.Block(word)) },
    Option(
      nil, "map-auto",
      Text(en: "--map-users auto --map-groups auto", zh: "即 --map-users auto --map-groups auto")
    ) { options, _ in options.mapMore(users: .auto, groups: .auto) },
    Option(
      nil, "map-subids",
      Text(en: "--map-users subids --map-groups subids", zh: "即 --map-users subids --map-groups subids")
    ) { options, _ in options.mapMore(users: .subordinate, groups: .subordinate) },
    Option(
      nil, "owner", takes: .required("UID:GID"),
      Text(en: "have the user namespace belong to them; implies --user", zh: "让用户命名空间归他们所有；隐含 --user")
    ) { options, word throws(Refusal) in
      let parts = (word?.text ?? "").split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let user = UInt32(parts[0]), let group = UInt32(parts[1]) else {
        throw .noNumber(word)
      }
      options.owner = Credentials(user: user, group: group)
      options.kinds.insert(.user)
    },
    Option(
      nil, "setgroups", takes: .required("allow|deny"),
      Text(en: "whether setgroups(2) works inside", zh: "内部能否使用 setgroups(2)")
    ) { options, word throws(Refusal) in
      guard let rule = SetgroupsRule(rawValue: word?.text ?? "") else { throw .unknown(word, "allow, deny") }
      options.setgroups = rule
    },
    Option(
      "S", "setuid", takes: .required("UID"),
      Text(en: "run the command as this user of the inside", zh: "以内部的该用户运行命令")
    ) { options, word throws(Refusal) in options.user = try word.number() },
    Option(
      "G", "setgid", takes: .required("GID"),
      Text(en: "run the command as this group of the inside, and no other", zh: "以内部的该组（且仅该组）运行命令")
    ) { options, word throws(Refusal) in options.group = try word.number() },
    Option(
      nil, "keep-caps", sets: \.keepsCapabilities,
      Text(
        en: "with --user: let a command that is not root keep the capabilities",
        zh: "使用 --user 时让非 root 的命令保留权能")),
  ]

  /// As in unshare(1) the last one said counts, of users and of groups each.
  private mutating func map(_ user: IdRequest.Single?, _ group: IdRequest.Single?) {
    users.single = user ?? users.single
    groups.single = group ?? groups.single
    kinds.insert(.user)
  }

  private mutating func mapMore(users user: IdRequest.Block? = nil, groups group: IdRequest.Block? = nil) {
    if let user { users.blocks.append(user) }
    if let group { groups.blocks.append(group) }
    kinds.insert(.user)
  }
}

extension IdRequest.Block {
  fileprivate init(_ word: CString?) throws(Refusal) {
    switch word {
    case "auto": self = .auto
    case "subids": self = .subordinate
    case "all": self = .all
    default:
      guard let range = IdRange(word?.text ?? "") else {
        throw .unknown(word, "INSIDE:OUTSIDE:COUNT, auto, subids, all")
      }
      self = .range(range)
    }
  }
}

extension UInt32 {
  fileprivate static func users(_ word: CString?) throws(Refusal) -> UInt32 {
    try id(word, in: .users, "/etc/passwd")
  }
  fileprivate static func groups(_ word: CString?) throws(Refusal) -> UInt32 {
    try id(word, in: .groups, "/etc/group")
  }
  private static func id(
    _ word: CString?, in names: @autoclosure () -> UserDatabase, _ file: String
  ) throws(Refusal) -> UInt32 {
    let text = word?.text ?? ""
    if let id = UInt32(text) ?? names().id(of: text) { return id }
    throw Refusal(Text(en: "\"\(text)\" is not in \(file)", zh: "\(file) 中没有“\(text)”"), isUsage: false)
  }
}
