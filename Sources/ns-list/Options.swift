import Console
import Isolation

/// What was asked for on the command line.
struct Options: Sendable {
  var form = Form.table
  var tree: Tree?
  var isList = false
  var hasHeadings = true
  var isTruncated = true
  var isWrapped = true
  /// nil: the usual ones.
  var fields: [Field]?
  /// Those that stand after the usual ones: `-o +LIST`.
  var addedFields: [Field] = []
  var task: Int32?
  var persistent = false
  /// Empty: all.
  var kinds: NamespaceKinds = []
  var filter: Filter?
  var threads = false
  var deep = false
  var mode = Mode.namespaces
  var interval: Int32 = 1000

  enum Form: Sendable { case table, json, raw }
  enum Tree: String, Sendable, CaseIterable { case process, parent, owner }
  enum GraphForm: String, Sendable, CaseIterable { case dot, mermaid }

  /// What is told.
  enum Mode: Equatable, Sendable {
    case namespaces
    case processes(in: UInt64)
    case keepers(of: UInt64)
    case pids(of: Int32)
    case graph(GraphForm)
    case watch
    case columns
  }
}

extension Options {
  /// Whether the answer claims to hold everything.
  var isComplete: Bool { if case .keepers = mode { true } else { deep } }

  /// The columns, in order.
  var shownFields: [Field] { (fields ?? usualFields) + addedFields }

  private var usualFields: [Field] {
    if case .processes = mode { return [.pid, .ppid, .user, .command] }
    let network: [Field] = kinds.contains(.net) ? [.netnsid, .nsfs] : []
    let kept: [Field] = deep ? [.kept] : []
    return [.ns, .type, .nprocs, .pid, .user] + network + kept + [.command]
  }

  /// Where to look for what is to be told.
  var depth: SearchDepth {
    var depth = SearchDepth.plain
    if threads { depth.insert(.threads) }
    if isComplete { depth.formUnion(.deep) }
    let named = Set(shownFields.map(\.name)).union(filter?.columns ?? [])
    if named.contains(Field.kept.name) { depth.formUnion(.deep) }
    if named.contains(Field.netnsid.name) { depth.insert(.networkIds) }
    return depth
  }

  /// Kinds that have to be looked for: besides those that are shown, the ones that lead to them.
  var searchedKinds: NamespaceKinds {
    guard !kinds.isEmpty, mode == .namespaces || mode == .watch else { return .all }
    // A user namespace that nobody is in may be known only as the owner of one of any kind.
    if kinds.contains(.user), depth.contains(.relations) { return .all }
    var all = kinds
    if depth.contains(.relations) { all.insert(.user) }
    if depth.contains(.foreignMounts) { all.insert(.mount) }
    return all
  }
}
