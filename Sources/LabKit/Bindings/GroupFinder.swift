internal import Isolation

/// `{cgroup: below-scene, limit: {memory: 32M}, not: [NAME...], named: WORD, in: NAME}`: a control group that the learner made.
struct GroupFinder: Finder {
  let limits: [(GroupQuantity, String)]
  let excluded: [String]
  let name: String?
  /// A group that it lies in, at any depth.
  let outer: String?

  init(_ value: Value, _ fields: inout Fields, _ names: Names) throws(FormatError) {
    guard try value.text() == "below-scene" else {
      throw value.wrong(.expected("below-scene", "below-scene"))
    }
    var limits: [(GroupQuantity, String)] = []
    if let block = fields.take("limit") {
      var rows = try block.fields()
      for key in rows.keys {
        guard let quantity = GroupQuantity.limits.first(where: { $0.name == key }), let row = rows.take(key)
        else {
          throw block.wrong(
            .expected(GroupQuantity.limits.map(\.name).joined(separator: ", "), "limit 的名称"))
        }
        limits.append((quantity, try row.size()))
      }
    }
    self.limits = limits
    var excluded: [String] = []
    for name in try fields.take("not")?.list() ?? [] { excluded.append(try names.binding(name)) }
    self.excluded = excluded
    name = try fields.take("named").map { value throws(FormatError) in try value.text() }
    outer = try fields.take("in").map { value throws(FormatError) in try names.binding(value) }
  }

  var label: Text {
    let all = limits.map { "\($0.0.name) \($0.1)" }.joined(separator: ", ")
    return Text(
      en: "a control group" + (outer.map { " in \($0)" } ?? "")
        + (all.isEmpty ? "" : " with the limits \(all)"),
      zh: (outer.map { "\($0) 中" } ?? "") + (all.isEmpty ? "" : "限制为 \(all) 的") + "控制组")
  }

  func find(_ look: Look) -> Found {
    let others = excluded.compactMap { name -> GroupReference? in
      if case .group(let reference)? = look.bindings[name] { reference } else { nil }
    }
    let all = look.groupsBelowScene()
    var nearest: String?, prefix = ""
    if let outer {
      guard case .group(let reference)? = look.bindings[outer] else {
        return .nothing(Evidence(Text(en: "\(outer) is not known yet", zh: "\(outer) 尚未确定"), source: ""))
      }
      prefix = reference.way + "/"
    }
    for group in all where !others.contains(group) && group.way.hasPrefix(prefix) {
      if let name, group.way.split(separator: "/").last.map(String.init) != look.filled(name) { continue }
      let differing = limits.first { quantity, wanted in
        guard let (folder, version) = look.folder(of: group, quantity.controller) else { return true }
        return (try? quantity.read(in: folder, version)) != wanted
      }
      if differing == nil {
        return .bound(
          .group(group),
          Evidence(Text(en: "\(group.way)", zh: "\(group.way)"), source: look.source(of: group)))
      }
      nearest = group.way
    }
    let said =
      nearest.map { Text(en: "\($0) has other limits", zh: "\($0) 的限制不同") }
      ?? Text(en: "there is no group yet", zh: "还没有控制组")
    return .nothing(Evidence(said, source: look.groups.values.map(\.path).sorted().joined(separator: ", ")))
  }
}

extension Look {
  fileprivate func source(of group: GroupReference) -> String {
    groups.values.map { "\($0.path)/\(group.way)" }.filter { (try? FileIdentity(of: CString($0))) != nil }
      .sorted().joined(separator: ", ")
  }
}

extension Value {
  /// A number that may end in K, M or G: of 1024 each. `max` stays.
  func size() throws(FormatError) -> String {
    let text = try text()
    if text == "max" { return text }
    let factors: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let factor = text.last.flatMap { factors[$0] } ?? 1
    let product = Int(factor == 1 ? text : String(text.dropLast()))?.multipliedReportingOverflow(by: factor)
    guard let product, !product.overflow else {
      throw wrong(.expected("a number such as 32M", "32M 之类的数"))
    }
    return "\(product.partialValue)"
  }
}
