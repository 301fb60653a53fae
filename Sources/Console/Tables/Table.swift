/// How the places of one column look.
public struct Column: Hashable, Sendable {
  public let name: String
  let isRight: Bool
  /// Whether it gives way where the terminal is too narrow.
  let canShrink: Bool

  public init(_ name: String, isRight: Bool = false, canShrink: Bool = false) {
    self.name = name
    self.isRight = isRight
    self.canShrink = canShrink
  }
}

/// One line of a table, and those that hang below it in a tree.
public struct Row: Hashable, Sendable {
  public var cells: [Cell]
  public var children: [Row]
  /// How all of it stands out on a terminal that has colours.
  public var style: Style?

  public init(_ cells: [Cell], children: [Row] = [], style: Style? = nil) {
    self.cells = cells
    self.children = children
    self.style = style
  }
}

/// Columns and rows, not yet in any form.
public struct Table: Hashable, Sendable {
  public let columns: [Column]
  public let rows: [Row]
  /// The column that the tree is drawn in.
  public let tree: Int?
  /// Whether the names of the columns come first.
  public var hasHeadings = true
  /// Whether several values at one place have a line each.
  public var hasLists = true

  public init(_ columns: [Column], _ rows: [Row], tree: Int? = nil) {
    self.columns = columns
    self.rows = rows
    self.tree = tree
  }
}
