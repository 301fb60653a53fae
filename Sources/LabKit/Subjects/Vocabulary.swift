internal import Isolation

/// The words a check may be made of. To add one: a file in this folder, a row here, a section in
/// docs/predicates.md.
enum Vocabulary {
  typealias Read = @Sendable (Value, inout Fields, Names) throws(FormatError) -> Comparing

  /// The first key of a check, and who reads the rest.
  static let subjects: [String: Read] = [
    "hostname": UnameSubject.reader(.nodename),
    "domainname": UnameSubject.reader(.domainname),
    "release": UnameSubject.reader(.release),
    "boot-id": BootIdSubject.read,
    "ns": NamespaceSubject.read,
    "initial": InitialSubject.read,
    "differing": DifferingSubject.read,
    "ns-type": NamespaceFileSubject.type,
    "ns-parent": NamespaceFileSubject.relation(.parent),
    "ns-owner": NamespaceFileSubject.relation(.owner),
    "parent-of": ParentSubject.read,
    "signal": SignalSubject.read,
    "proc-shows": ProcShowsSubject.read,
    "mounts": MountTableSubject.read,
    "common-mount-ids": CommonMountsSubject.read,
    "mount": MountSubject.presence,
    "propagation": MountSubject.propagation,
    "peer-group": MountSubject.peers,
    "root": DirectorySubject.reader("root"),
    "cwd": DirectorySubject.reader("cwd"),
    "file": FileSubject.read,
    "uid-map": IdMapSubject.reader(.user),
    "gid-map": IdMapSubject.reader(.group),
    "setgroups": IdMapSubject.setgroups,
    "capabilities": RightsSubject.capabilities,
    "capability": RightsSubject.capability,
    "user": RightsSubject.user,
    "command": RightsSubject.command,
    "processors": ProcessorsSubject.read,
    "which-processors": WhichProcessorsSubject.read,
    "any-of": AnyOfSubject.read,
    "sysv-key": SystemVSubject.read,
    "links": NetworkSubject.links,
    "link": NetworkSubject.link,
    "route": NetworkSubject.route,
    "address": NetworkSubject.address,
    "listening": NetworkSubject.listening,
    "nft-rule": FirewallSubject.rule(["nft", "list", "ruleset"]),
    "iptables-rule": FirewallSubject.rule(["iptables-save"]),
    "conntrack": FirewallSubject.conntrack,
    "limit": GroupSubject.reader("limit", GroupQuantity.limits),
    "counter": GroupSubject.reader("counter", GroupQuantity.counters),
    "peak": GroupSubject.reader("peak", GroupQuantity.peaks),
    "in-cgroup": InGroupSubject.read,
    "frozen": FrozenSubject.read,
    "rise": MeasureSubject.rise,
    "share": MeasureSubject.share,
    "same": SameFileSubject.read,
    "hash-of": TreeHashSubject.read,
    "levels": LevelsSubject.read,
    "nspid": NspidSubject.read,
    "alive": AliveSubject.alive,
    "ended": AliveSubject.ended,
    "reaped": ReapedSubject.read,
    "zombies": ZombiesSubject.read,
    "held-open": HeldOpenSubject.read,
    "fork-into": ForkIntoSubject.read,
  ]

  static func comparing(_ value: Value, _ names: Names) throws(FormatError) -> Comparing {
    var fields = try value.fields()
    for key in fields.keys {
      guard let read = subjects[key], let first = fields.take(key) else { continue }
      let result = try read(first, &fields, names)
      try fields.finish()
      return result
    }
    let key = fields.keys.first ?? ""
    let known = subjects.keys.sorted().joined(separator: ", ")
    if key.nearest(in: subjects.keys) != nil {
      throw value.wrong(
        Text(en: "unknown predicate \"\(key)\"", zh: "未知谓词“\(key)”").joined(.meant(key, subjects.keys)))
    }
    throw value.wrong(
      Text(en: "unknown predicate \"\(key)\"; known are \(known)", zh: "未知谓词“\(key)”；可用的有 \(known)"))
  }

  /// A subject without a comparison: `{nspid: deep, level: inner}`.
  static func subject(_ value: Value, _ names: Names) throws(FormatError) -> any Subject {
    try comparing(value, names).subject
  }

  static func finder(_ value: Value, _ names: Names) throws(FormatError) -> any Finder {
    var fields = try value.fields()
    let finder: any Finder
    if let kind = fields.take("namespace") {
      finder = try NamespaceFinder(kind, &fields, names)
    } else if let owner = fields.take("process") {
      finder = try ProcessFinder(owner, &fields, names)
    } else if let type = fields.take("mount") {
      finder = try MountFinder(type, &fields, names)
    } else if let owner = fields.take("cgroup") {
      finder = try GroupFinder(owner, &fields, names)
    } else {
      throw value.wrong(
        Text(
          en: "a namespace, a process, a mount or a cgroup is bound here",
          zh: "此处绑定的应为 namespace、process、mount 或 cgroup"))
    }
    try fields.finish()
    return finder
  }

  static func condition(_ value: Value, _ names: Names) throws(FormatError) -> Condition {
    var fields = try value.fields()
    let keys = fields.keys
    // `{mount: TYPE, ...}` finds one; with a path it is a predicate.
    let findsMount =
      try fields.take("mount").map { mount throws(FormatError) in
        let word = try mount.text()
        return !word.hasPrefix("/") && !word.hasPrefix("${")
      } ?? false
    if keys.contains("cgroup") || keys.contains("namespace") || keys.contains("process") || findsMount {
      return .found(try finder(value, names))
    }
    return .holds(try comparing(value, names))
  }
}
