import Console
import Isolation

/// Which groups are shown, and in what order.
struct Arrangement {
  var order = Field.group
  var isReversed = false
  var isTree = false
  var filter: Filter?
  /// Those whose groups below are not shown, in a tree.
  var folded: Set<CString> = []

  func lines(of tree: GroupTree, _ measure: Measure) -> [Line] {
    let top = Line(node: tree.root, path: tree.path(of: tree.root), depth: 0)
    if isTree { return branch(top, measure) }
    var all: [Line] = []
    collect(top, measure, into: &all)
    return sorted(all, measure)
  }

  /// The largest first, what has no value last; equal ones by path.
  private func sorted(_ lines: [Line], _ measure: Measure) -> [Line] {
    if order == .group { return isReversed ? lines.reversed() : lines }
    let isRising = isReversed == order.isDescending
    if !order.isDescending {
      let words = lines.map { measure.value(of: order, $0.node).human }
      return lines.indices.sorted {
        words[$0] == words[$1] ? $0 < $1 : (words[$0] < words[$1]) == isRising
      }.map { lines[$0] }
    }
    let keys = lines.map { measure.value(of: order, $0.node).number }
    return lines.indices.sorted {
      switch (keys[$0], keys[$1]) {
      case (let a?, let b?) where a != b: (a < b) == isRising
      case (.some, nil): true
      case (nil, .some): false
      default: $0 < $1
      }
    }.map { lines[$0] }
  }

  /// All that are wanted, in the order of their paths.
  private func collect(_ line: Line, _ measure: Measure, into all: inout [Line]) {
    if accepts(line, measure) { all.append(line) }
    for child in line.node.children { collect(line.below(child), measure, into: &all) }
  }

  /// A group, and below it those that are in it.
  private func branch(_ line: Line, _ measure: Measure) -> [Line] {
    let below = sorted(line.node.children.map(line.below), measure)
    var all = below.flatMap { branch($0, measure) }
    var line = line
    if !accepts(line, measure) {
      if all.isEmpty { return [] }
      line.isContext = true
    }
    if !all.isEmpty, !folded.isEmpty, folded.contains(line.path) {
      line.isFolded = true
      all = []
    }
    return [line] + all
  }

  private func accepts(_ line: Line, _ measure: Measure) -> Bool {
    guard let filter else { return true }
    return filter.accepts { name in
      guard let field = Field(named: name) else { return .none }
      return field == .group ? .text(line.path) : measure.value(of: field, line.node).cell
    }
  }
}

extension Line {
  fileprivate func below(_ child: GroupNode) -> Line {
    Line(node: child, path: path == "/" ? path + child.name : path + "/" + child.name, depth: depth + 1)
  }
}
