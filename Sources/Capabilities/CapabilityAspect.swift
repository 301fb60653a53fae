public import Isolation

extension Aspect {
  /// What it may do in its user namespace: the effective set. capabilities(7)
  public static let capabilities = Aspect(
    "capabilities", of: nil, Text(en: "capabilities", zh: "权能"), form: .words { .capabilities($0) }
  ) { process throws(KernelError) in
    CapabilitySet(mask: UInt64(process.field("CapEff") ?? "", radix: 16) ?? 0).names
  }
}

extension Text {
  /// A few that are there, or a few that are not.
  fileprivate static func capabilities(_ held: [String]) -> Text {
    let all = CapabilitySet.all.names
    let missing = all.filter { !held.contains($0) }
    if held.isEmpty { return Text(en: "none", zh: "无") }
    if missing.isEmpty { return Text(en: "all \(all.count)", zh: "全部 \(all.count) 项") }
    let shortened = missing.count < held.count ? missing : held
    let names = shortened.joined(separator: ", ")
    return missing.count < held.count
      ? Text(
        en: "\(held.count) of \(all.count), without \(names)",
        zh: "\(all.count) 项中的 \(held.count) 项，缺少 \(names)")
      : Text(en: "\(held.count) of \(all.count): \(names)", zh: "\(all.count) 项中的 \(held.count) 项：\(names)")
  }
}
