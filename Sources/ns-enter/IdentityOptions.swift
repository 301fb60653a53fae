import Console
import Isolation

extension Options {
  static let identity: [Option<Options>] = [
    Option(
      "S", "setuid", takes: .required("UID|follow"),
      Text(
        en: "become this user inside (0 with --user), or the target's", zh: "在内部成为该用户（有 --user 时默认 0），或目标的用户")
    ) { options, word throws(Refusal) in options.user = try Id(word) },
    Option(
      "G", "setgid", takes: .required("GID|follow"),
      Text(
        en: "become this group inside, and no other (0 with --user), or the target's",
        zh: "在内部只属于该组（有 --user 时默认 0），或目标的组")
    ) { options, word throws(Refusal) in options.group = try Id(word) },
    Option(
      nil, "preserve-credentials", sets: \.keepCredentials,
      Text(en: "with --user: keep the ids and groups", zh: "使用 --user 时保持用户、组 id 不变")),
    Option(
      nil, "keep-caps", sets: \.keepsCapabilities,
      Text(
        en: "with --user: let a command that is not root keep the capabilities",
        zh: "使用 --user 时让非 root 的命令保留权能")),
  ]
}

extension Options.Id {
  fileprivate init(_ word: CString?) throws(Refusal) {
    self = word == "follow" ? .follow : .number(try word.number())
  }
}
