import Isolation

/// A group at its place among those that are shown.
struct Line {
  let node: GroupNode
  /// From the reader's cgroup root.
  let path: CString
  let depth: Int
  /// It is shown only for the sake of one below it.
  var isContext = false
  /// Whether there are groups below that are not shown.
  var isFolded = false
}
