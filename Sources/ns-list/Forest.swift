import Console
import Isolation

extension Options {
  /// How the lines hang together; nil for a plain list.
  var shape: Tree? { isList ? nil : tree ?? .process }

  /// The table of the lines.
  func table(_ entries: [Entry], _ census: Census, _ names: UserNames) -> Table {
    let fields = shownFields
    let entries = shape == .owner ? withOwners(of: entries, in: census) : entries
    // As in lsns: the tree of processes is drawn in COMMAND or not at all.
    let drawn: Int? =
      switch shape {
      case nil: nil
      case .process: fields.firstIndex(of: .command)
      case .parent, .owner: fields.firstIndex(of: .ns) ?? (fields.isEmpty ? nil : 0)
      }
    let columns = fields.enumerated().map { index, field in
      Column(
        field.name, isRight: (field.isNumber || field == .netnsid) && index != drawn,
        canShrink: isTruncated && [.command, .kept].contains(field))
    }
    let nobody = [Int?](repeating: nil, count: entries.count)
    let above = drawn == nil ? nobody : shape.map { parents(of: entries, $0) } ?? nobody
    var below: [[Int]] = entries.map { _ in [] }
    for (index, parent) in above.enumerated() { if let parent { below[parent].append(index) } }
    func row(_ index: Int) -> Row {
      Row(fields.map { entries[index].cell($0, names) }, children: below[index].map(row))
    }
    var table = Table(columns, entries.indices.filter { above[$0] == nil }.map(row), tree: drawn)
    table.hasHeadings = hasHeadings
    table.hasLists = isWrapped
    return table
  }

  /// For each line the one it hangs below.
  private func parents(of entries: [Entry], _ tree: Tree) -> [Int?] {
    guard tree == .process else {
      let places = Dictionary(
        entries.enumerated().map { ($1.record.namespace, $0) }, uniquingKeysWith: { first, _ in first })
      return entries.map { entry in
        (tree == .owner ? entry.record.owner : entry.record.parent).flatMap { places[$0] }
      }
    }
    // As in lsns: the last line before it that the parent of its process stands in.
    var last: [Int32: Int] = [:]
    return entries.enumerated().map { index, entry in
      defer { if let pid = entry.process?.pid { last[pid] = index } }
      return entry.process.flatMap { last[$0.parent] }
    }
  }

  /// Owners are shown whether or not they were asked for: the tree needs them.
  private func withOwners(of entries: [Entry], in census: Census) -> [Entry] {
    var all = entries
    var known = Set(entries.map(\.record.namespace))
    var lookup = Lookup()
    var next = 0
    while next < all.count {
      if let owner = all[next].record.owner, known.insert(owner).inserted,
        let record = census[owner.number]
      {
        all.append(lookup.entry(record))
      }
      next += 1
    }
    return all.sorted { $0.record.namespace.number < $1.record.namespace.number }
  }

  /// The table as it was asked for.
  func rendered(_ table: Table) -> [UInt8] {
    // As lsns has it: not even headings.
    if table.rows.isEmpty, form != .json { return [] }
    return switch form {
    case .table: table.plain(width: isTruncated ? Terminal.output.size?.columns : nil)
    case .raw: table.raw()
    case .json: table.json("namespaces").text
    }
  }
}
