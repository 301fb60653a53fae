import Console
import Isolation

extension Live {
  /// Of a very low terminal the foot, and then the head, give way.
  var hasHead: Bool { size.rows > 3 }
  var hasDetail: Bool { size.rows > 5 }

  /// Lines between headings and foot.
  var room: Int { max(0, size.rows - (hasHead ? 2 : 1) - (hasDetail ? 2 : 1)) }

  var visible: ArraySlice<Line> { lines.dropFirst(top).prefix(room) }

  var selected: Line? { cursor.index < lines.count ? lines[cursor.index] : nil }

  /// Puts the groups in order anew; the cursor stays with its group.
  mutating func arrange() {
    lines = subject.tree.count == 0 ? [] : arrangement.lines(of: subject.tree, measure)
    cursor.settle(in: lines) { subject.tree.has($0) }
    scroll()
  }

  mutating func scroll() {
    top = max(0, min(top, lines.count - room))
    if cursor.index < top { top = cursor.index }
    if cursor.index >= top + room { top = cursor.index - room + 1 }
  }

  /// What decides the order is read of all groups, the rest of those that can be seen.
  func readMore() {
    let kinds = options.shownFields.kinds.union(Self.bounds)
    for line in visible { subject.tree.read(kinds, of: line.node) }
  }

  /// After another order or filter: at once, and in every round from now on.
  mutating func decide() {
    options.order = arrangement.order
    options.filter = arrangement.filter
    subject.tree.kinds = options.decidingFields.kinds
    for node in subject.tree.root.lineage { subject.tree.read(subject.tree.kinds, of: node) }
    arrange()
  }

  /// The cursor goes to the group of the process that is followed.
  mutating func follow() {
    guard let pid = options.followed else { return }
    guard let membership = try? CgroupMembership(of: pid) else {
      options.followed = nil
      message = .processIsGone(pid)
      return
    }
    let nodes = membership.entries.compactMap { entry in
      subject.hierarchies.all.contains { $0.holds(entry) } ? subject.tree.node(at: entry.path) : nil
    }
    guard let node = nodes.max(by: { $0.depth < $1.depth }) else {
      message = .processIsOutside(pid)
      return
    }
    show(node)
  }

  /// Moves the cursor to a group, and unfolds what hides it.
  mutating func show(_ node: GroupNode) {
    var above = node.parent
    while let group = above {
      arrangement.folded.remove(subject.tree.path(of: group))
      above = group.parent
    }
    if !lines.contains(where: { $0.node === node }) { arrange() }
    guard let index = lines.firstIndex(where: { $0.node === node }) else {
      message = .isFilteredAway(subject.tree.path(of: node))
      return
    }
    cursor.hold(index, in: lines)
    scroll()
  }

  /// The next group from a line on whose name holds a text; nil where there is none.
  func index(of text: String, from start: Int, by step: Int = 1) -> Int? {
    guard !text.isEmpty, !lines.isEmpty else { return nil }
    let text = text.lowercased()
    for distance in lines.indices {
      let index = ((start + step * distance) % lines.count + lines.count) % lines.count
      let name = arrangement.isTree ? lines[index].node.name.text : lines[index].path.text
      if name.lowercased().holds(text) { return index }
    }
    return nil
  }
}

extension String {
  fileprivate func holds(_ part: String) -> Bool {
    let all = Array(utf8), part = Array(part.utf8)
    guard all.count >= part.count else { return false }
    return (0...all.count - part.count).contains { all[$0...].starts(with: part) }
  }
}

extension Hierarchy {
  fileprivate func holds(_ entry: CgroupMembership.Entry) -> Bool {
    entry.controllers.isEmpty
      ? version == .two : version == .one && entry.controllers.allSatisfy(controllers.contains)
  }
}

extension Text {
  static func processIsGone(_ pid: Int32) -> Text {
    Text(en: "process \(pid) is not there any more", zh: "进程 \(pid) 已不存在")
  }
  static func processIsOutside(_ pid: Int32) -> Text {
    Text(en: "the group of process \(pid) is outside of what is shown", zh: "进程 \(pid) 所在的组不在显示范围内")
  }
  static func isFilteredAway(_ path: CString) -> Text {
    Text(en: "the filter hides \(path.text)", zh: "过滤条件隐藏了 \(path.text)")
  }
}
