internal import Isolation

/// Which rows are wanted: `USER != "root" and NPROCS > 1`.
///
/// Comparisons `== != < > <= >= =~ !~`, `and or not` or `&& || !`, parentheses; a column's name by
/// itself is true where it holds anything but 0.
public indirect enum Filter: Equatable, Sendable {
  /// It has a value other than 0.
  case holds(column: String)
  case compared(Comparison)
  case both(Filter, Filter)
  case either(Filter, Filter)
  case not(Filter)

  /// A column, and what it is compared with.
  public struct Comparison: Equatable, Sendable {
    let column: String
    let comparison: FilterComparison
    let value: String
  }

  /// Whether a row is wanted, by what it has in each column.
  public func accepts(_ cell: (String) -> Cell) -> Bool {
    switch self {
    case .holds(let column): ![.none, .number(0), .real(0), .text(""), .list([])].contains(cell(column))
    case .compared(let one): one.comparison.holds(cell(one.column), one.value)
    case .both(let a, let b): a.accepts(cell) && b.accepts(cell)
    case .either(let a, let b): a.accepts(cell) || b.accepts(cell)
    case .not(let other): !other.accepts(cell)
    }
  }

  /// The columns it is about.
  public var columns: Set<String> {
    switch self {
    case .holds(let column): [column]
    case .compared(let one): [one.column]
    case .both(let a, let b), .either(let a, let b): a.columns.union(b.columns)
    case .not(let other): other.columns
    }
  }
}
