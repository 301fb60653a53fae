import Console
import Isolation

/// Where values are missing, and why: nothing is ever shown as 0 for that.
struct Gaps {
  private var all: [(fields: [Field], why: Text)] = []

  /// `isFirst`: there has been only one look, so nothing between two.
  init(
    _ fields: [Field], _ tree: GroupTree, _ kernel: KernelControllers, _ measure: Measure, isFirst: Bool
  ) {
    for field in fields {
      if let whole = tree.absence(of: field.kind, kernel: kernel) {
        add(field, .notAvailable(whole.text))
      } else if isFirst, field.isRate {
        add(field, .betweenRounds)
      } else if let (count, node) = missing(field, below: tree.root, measure) {
        guard let why = tree.absence(of: field.kind, in: node, kernel: kernel) else { continue }
        add(field, .notInSome(count, tree.path(of: node).text, why.text))
      }
    }
    if let first = tree.foreign.first { all.append(([], .foreign(tree.foreign.count, first.text))) }
    let failed = tree.root.lineage.filter { $0.problem != nil }
    if let first = failed.first, let problem = first.problem {
      all.append(([], .unreadable(failed.count, tree.path(of: first).text, problem)))
    }
  }

  func texts(in language: Language) -> [String] {
    all.map { gap in
      let names = gap.fields.map(\.name).joined(separator: ", ")
      let colon = language == .chinese ? "：" : ": "
      return (names.isEmpty ? "" : names + colon) + gap.why.in(language)
    }
  }

  private mutating func add(_ field: Field, _ why: Text) {
    if let index = all.firstIndex(where: { $0.why == why }) {
      all[index].fields.append(field)
    } else {
      all.append(([field], why))
    }
  }

  /// How many groups lack what is read for a column, and one of them. A rate may be missing in a round for other reasons,
  /// and the topmost group of all has few files.
  private func missing(_ field: Field, below root: GroupNode, _ measure: Measure) -> (Int, GroupNode)? {
    var count = 0, first: GroupNode?
    func look(at node: GroupNode) {
      if node.parent != nil || root.children.isEmpty, field.isMissing(in: node, measure) {
        count += 1
        first = first ?? node
      }
      for child in node.children { look(at: child) }
    }
    look(at: root)
    return first.map { (count, $0) }
  }
}

extension Field {
  /// Whether nothing was read for it, which is not the same as that it has no value: a rate may have to wait.
  func isMissing(in node: GroupNode, _ measure: Measure) -> Bool {
    switch self {
    case .cpu: node.reading.cpu == nil
    case .io, .read, .write: node.reading.io == nil
    case .throttled: node.reading.throttling == nil
    default: measure.value(of: self, node) == .none
    }
  }
}

extension Text {
  static func notAvailable(_ why: Text) -> Text {
    Text(en: "not available, because " + why.in(.english), zh: "不可用，因为" + why.in(.chinese))
  }
  fileprivate static let betweenRounds = Text(
    en: "not available, because it is measured between two looks: --iterations 2",
    zh: "不可用，因为要在两次读取之间测量：--iterations 2")
  fileprivate static func notInSome(_ count: Int, _ path: String, _ why: Text) -> Text {
    Text(
      en: "not available in groups: \(count); in \(path) because " + why.in(.english),
      zh: "在 \(count) 个组中不可用；在 \(path) 中，因为" + why.in(.chinese))
  }
  fileprivate static func foreign(_ count: Int, _ path: String) -> Text {
    Text(
      en: "other file systems are mounted below and were not entered: \(count), such as \(path)",
      zh: "下面挂载了其他文件系统，未进入：\(count) 处，如 \(path)")
  }
  fileprivate static func unreadable(_ count: Int, _ path: String, _ error: Errno) -> Text {
    Text(
      en: "groups that could not be read: \(count), such as \(path): \(error)",
      zh: "无法读取的组：\(count) 个，如 \(path)：\(error)")
  }
}
