import Console
import Isolation

/// The comparison as a person sees it.
struct Picture {
  let comparison: ProcessComparison
  let onlyDifferent: Bool
  let language: Language

  /// Of a longer list no more than this.
  private static let longest = 8

  func text(width: Int, on terminal: Terminal) -> String {
    let aspects = comparison.kinds.flatMap(\.aspects) + comparison.own
    let labels = comparison.kinds.map(\.kind.name) + aspects.map { indented($0.aspect.label) }
    var page = SideBySide(
      head(comparison.a), head(comparison.b), labels: labels, width: width, on: terminal)
    for kind in comparison.kinds { show(kind, in: &page) }
    let own = comparison.own.filter(isShown)
    if !own.isEmpty {
      page.row(.neither, Text.process.in(language), [], [])
      for aspect in own { show(aspect, sharesNamespace: true, in: &page) }
    }
    page.gap()
    if !comparison.kinds.isEmpty { page.remark(summary) }
    page.remark(Text.legend.in(language))
    return page.text
  }

  private func show(_ kind: KindComparison, in page: inout SideBySide) {
    let aspects = kind.aspects.filter(isShown)
    if onlyDifferent, kind.isSame == true, aspects.isEmpty { return }
    page.row(Self.mark(kind.isSame), kind.kind.name, words(kind.a), words(kind.b))
    for aspect in aspects { show(aspect, sharesNamespace: kind.isSame == true, in: &page) }
    if kind.isSame == false { page.remark(kind.kind.meaning.in(language)) }
  }

  private func isShown(_ aspect: AspectComparison) -> Bool {
    !onlyDifferent || (aspect.isSame != true && !aspect.aspect.isIdentity)
  }

  private func show(_ one: AspectComparison, sharesNamespace: Bool, in page: inout SideBySide) {
    let mark = one.aspect.isIdentity && one.isSame != nil ? .neither : Self.mark(one.isSame)
    func side(_ own: Finding, _ other: Finding) -> [String] {
      guard let items = own.items else { return words(own) }
      return shown(items, beside: other.items ?? [], one.aspect.form, sharesNamespace)
    }
    page.row(mark, indented(one.aspect.label), side(one.a, one.b), side(one.b, one.a))
  }

  private func shown(
    _ items: [String], beside other: [String], _ form: AspectForm, _ sharesNamespace: Bool
  ) -> [String] {
    switch form {
    case .value: return limited(items.isEmpty ? [Text.nothing.in(language)] : items.map(filled))
    case .row: return [items.isEmpty ? Text.nothing.in(language) : items.joined(separator: ", ")]
    case .words(let text): return [text(items).in(language)]
    case .list(let count):
      return [count(items.count).in(language)] + (sharesNamespace ? [] : limited(items))
    case .set(let count):
      // One alone is as short as its number.
      if items.count == 1, other.count == 1 { return items }
      return [count(items.count).in(language)] + limited(items.missing(in: other).map { "+ " + $0 })
    }
  }

  private func limited(_ items: [String]) -> [String] {
    guard items.count > Self.longest else { return items }
    let rest = items.count - Self.longest + 1
    return items.prefix(Self.longest - 1) + [Text.more(rest).in(language)]
  }

  private func words(_ finding: Finding) -> [String] {
    finding.items ?? [Text.cannotTell.in(language) + (finding.refusal.map { "\($0.errno)" } ?? "")]
  }

  private func filled(_ item: String) -> String { item.isEmpty ? Text.empty.in(language) : item }
  private func indented(_ label: Text) -> String { " " + label.in(language) }

  private func head(_ side: ProcessComparison.Side) -> String {
    "\(side.pid) \(side.name)" + (side.isSelf ? Text.itself.in(language) : "")
  }

  static func mark(_ isSame: Bool?) -> SideBySide.Mark {
    switch isSame {
    case true?: .same
    case false?: .different
    case nil: .unknown
    }
  }

  private var summary: String {
    let different = comparison.kinds.filter { $0.isSame == false }.map(\.kind.name)
    let unknown = comparison.kinds.filter { $0.isSame == nil }.map(\.kind.name)
    return Text.summary(of: comparison.kinds.count, different: different, unknown: unknown).in(language)
  }
}

extension [String] {
  /// What is not in the other, counted: of two alike here and one there, one.
  fileprivate func missing(in other: [String]) -> [String] {
    var left = Dictionary(other.map { ($0, 1) }, uniquingKeysWith: +)
    return filter { item in
      guard let n = left[item], n > 0 else { return true }
      left[item] = n - 1
      return false
    }
  }
}

extension Text {
  fileprivate static let process = Text(en: "process", zh: "进程")
  fileprivate static let nothing = Text(en: "none", zh: "无")
  fileprivate static let empty = Text(en: "(empty)", zh: "（空）")
  fileprivate static let itself = Text(en: " (self)", zh: "（自身）")
  fileprivate static let cannotTell = Text(en: "cannot tell: ", zh: "无法得知：")
  fileprivate static let legend = Text(
    en: "= same   != different   ?? cannot tell   + only here", zh: "= 相同   != 不同   ?? 无法得知   + 仅此方有")

  fileprivate static func more(_ n: Int) -> Text {
    Text(en: "… \(n) more: see --json", zh: "……另有 \(n) 项：见 --json")
  }

  fileprivate static func summary(of all: Int, different: [String], unknown: [String]) -> Text {
    let n = different.count, names = different.joined(separator: ", ")
    let hidden = unknown.joined(separator: ", ")
    let seen =
      switch (n, unknown.isEmpty) {
      case (0, true): Text(en: "all \(all) namespaces are the same", zh: "\(all) 种命名空间全部相同")
      case (0, false): Text(en: "no difference to be seen", zh: "没有看到不同")
      default:
        Text(
          en: "\(n) of \(all) namespaces \(n == 1 ? "differs" : "differ"): \(names)",
          zh: "\(all) 种命名空间中有 \(n) 种不同：\(names)")
      }
    if unknown.isEmpty { return seen }
    return Text(
      en: seen.in(.english) + "; cannot tell: \(hidden)", zh: seen.in(.chinese) + "；无法得知：\(hidden)")
  }
}
