import Isolation

/// The line that keys are about: it stays with its group, wherever that goes.
struct Cursor {
  /// nil: the first line, whichever group stands there.
  private(set) var node: GroupNode?
  private(set) var index = 0

  /// The group's place in `lines`; where it has gone, or is not shown, the group around it, or the same line as before.
  mutating func settle(in lines: [Line], _ isThere: (GroupNode) -> Bool) {
    guard let node else { return move(to: 0, in: lines) }
    var wanted: GroupNode? = isThere(node) ? node : nil
    while let group = wanted {
      if let found = lines.firstIndex(where: { $0.node === group }) { return move(to: found, in: lines) }
      wanted = group.parent
    }
    move(to: index, in: lines)
  }

  /// To a line; the first one means: whatever is first.
  mutating func move(to wanted: Int, in lines: [Line]) {
    index = max(0, min(wanted, lines.count - 1))
    node = index == 0 || lines.isEmpty ? nil : lines[index].node
  }

  /// To a line and the group in it, also where that is the first.
  mutating func hold(_ wanted: Int, in lines: [Line]) {
    move(to: wanted, in: lines)
    if index < lines.count { node = lines[index].node }
  }
}
