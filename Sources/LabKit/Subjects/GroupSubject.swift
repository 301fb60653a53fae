internal import Isolation

/// A limit, a counter or a peak of a bound control group: `{limit: NAME, of: GROUP, is: VALUE}`,
/// `{counter: NAME, of: GROUP, rises: {at-least: N}}`, `{peak: NAME, of: GROUP, at-most: SIZE}`.
struct GroupSubject: Subject {
  let word: String
  let quantity: GroupQuantity
  let group: String
  /// What it counts as where the kernel has no such file, such as swap without swap.
  let absent: String?

  static func reader(_ word: String, _ all: [GroupQuantity]) -> Vocabulary.Read {
    { value, fields, names throws(FormatError) in
      let name = try value.text()
      guard let quantity = all.first(where: { $0.name == name }) else {
        throw value.wrong(
          .expected(all.map(\.name).joined(separator: ", "), all.map(\.name).joined(separator: "、")))
      }
      let comparison: Comparison
      if let rises = fields.take("rises") {
        var rows = try rises.fields()
        comparison = .rises(try rows.need("at-least").int())
        try rows.finish()
      } else if let most = fields.take("at-most") {
        comparison = .atMost(Int(try most.size()) ?? .max)
      } else if let least = fields.take("at-least") {
        comparison = .atLeast(Int(try least.size()) ?? .max)
      } else {
        let wanted = try fields.need("is")
        comparison = wanted.isMapping ? try Comparison(wanted, names) : .equal(try wanted.size())
      }
      let absent = try fields.take("or-absent").map { value throws(FormatError) in try value.text() }
      let subject = GroupSubject(
        word: word, quantity: quantity, group: try names.binding(fields.need("of")), absent: absent)
      return Comparing(subject: subject, comparison: comparison)
    }
  }

  var label: Text {
    switch word {
    case "limit": Text(en: "the \(quantity.name) limit of \(group)", zh: "\(group) 的 \(quantity.name) 限制")
    case "peak": Text(en: "the peak of \(quantity.name) of \(group)", zh: "\(group) 的 \(quantity.name) 峰值")
    default: Text(en: "the counter \(quantity.name) of \(group)", zh: "\(group) 的计数器 \(quantity.name)")
    }
  }

  func read(_ look: Look) -> Reading {
    guard case .group(let reference)? = look.bindings[group] else { return .unbound(group) }
    guard let (folder, version) = look.folder(of: reference, quantity.controller) else {
      return .cannotTell(
        Text(
          en: "the scene has no control group with \(quantity.controller)",
          zh: "场景中没有带 \(quantity.controller) 的控制组"))
    }
    do throws(Errno) {
      let value = try quantity.read(in: folder, version)
      return .value(value, source: "\(quantity.place(version)) in \(folder.text)")
    } catch {
      if error == .noEntry, let absent, (try? FileIdentity(of: folder)) != nil {
        return .value(
          Int(absent).map(String.init) ?? "0", source: "\(folder.text): no \(quantity.place(version))")
      }
      return .unreadable("\(folder.text)/\(quantity.place(version))", error)
    }
  }
}

/// Whether a process is in a control group: `{in-cgroup: PROCESS, is: GROUP}`. proc_pid_cgroup(5)
enum InGroupSubject {
  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let group = try names.binding(fields.need("is"))
    return Comparing(
      subject: PlacedSubject(
        place: try names.binding(value),
        words: { Text(en: "whether \($0) is in the group \(group)", zh: "\($0) 是否在控制组 \(group) 中") },
        reader: { look, pid in
          guard case .group(let reference)? = look.bindings[group] else { return .unbound(group) }
          return .answer(
            look.processes(in: reference).contains(pid), source: "cgroup.procs of \(reference.way)")
        }, sentence: Text.yesOrNo), comparison: .equal("yes"))
  }
}

/// Whether a group is frozen: `{frozen: GROUP, is: yes|no}`. cgroup.events of version 2, freezer.state of 1.
struct FrozenSubject: Subject {
  let group: String

  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    let comparison = try fields.take("is").map { value throws(FormatError) in try Comparison(value, names) }
    return Comparing(
      subject: FrozenSubject(group: try names.binding(value)), comparison: comparison ?? .equal("yes"))
  }

  var label: Text { Text(en: "whether \(group) is frozen", zh: "\(group) 是否已冻结") }
  func observed(_ value: String) -> Text { .yesOrNo(value) }

  func read(_ look: Look) -> Reading {
    guard case .group(let reference)? = look.bindings[group] else { return .unbound(group) }
    guard let (folder, version) = look.folder(of: reference, "freezer") else { return .unbound(group) }
    let file = folder.text + (version == .two ? "/cgroup.events" : "/freezer.state")
    do throws(Errno) {
      let text = try readFile(CString(file))
      return .answer(text.contains("frozen 1") || text.hasPrefix("FROZEN"), source: file)
    } catch {
      return .unreadable(file, error)
    }
  }
}
