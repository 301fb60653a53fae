import Console
import Isolation

/// What was asked for on the command line.
struct Options: Sendable {
  var form = Form.table
  var isBatch = false
  /// Rounds; nil: until it is ended.
  var iterations: Int?
  /// Between two rounds, in milliseconds.
  var delay: Int32 = 1000
  /// How far down; nil: all.
  var depth: Int?
  /// nil: by processor time, or by path where that is not shown.
  var order: Field?
  var isReversed = false
  /// nil: the usual ones.
  var fields: [Field]?
  var addedFields: [Field] = []
  var filter: Filter?
  /// The same, as it was typed.
  var filterText = ""
  /// Whether groups stand below the one that they are in; nil: on a screen.
  var isTree: Bool?
  /// Whose group the cursor follows.
  var followed: Int32?
  var sumsRoot = false
  var hasHeadings = true
  /// nil: the topmost.
  var group: CString?
  var listsColumns = false

  enum Form: String, Sendable { case table, raw, json, csv, openMetrics = "openmetrics" }
}

extension Options {
  /// The columns besides the group's name, in order.
  var shownFields: [Field] {
    let all = (fields ?? Field.usual) + addedFields
    return all.enumerated().filter { $1 != .group && !all[..<$0].contains($1) }.map(\.element)
  }

  var shownOrder: Field { order ?? (shownFields.contains(.cpu) ? .cpu : .group) }

  /// Columns whose values decide what is shown, and where.
  var decidingFields: [Field] {
    [shownOrder] + (filter?.columns ?? []).compactMap { Field(named: $0) }
  }
}

extension [Field] {
  /// What has to be read for them.
  var kinds: ReadingKinds { reduce([]) { $0.union($1.kinds) } }
}
