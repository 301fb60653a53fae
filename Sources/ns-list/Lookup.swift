import Isolation

/// Looks up the processes that stand for namespaces: each once, however many lines show it.
struct Lookup {
  private var known: [Int32: ProcessFacts] = [:]

  /// nil: it has ended, or is no longer in that namespace.
  mutating func facts(of pid: Int32, in namespace: Namespace? = nil) -> ProcessFacts? {
    if let found = known[pid] { return found }
    let found = try? ProcessFacts(of: pid, in: namespace)
    known[pid] = found
    return found
  }

  /// Whether or not anybody is still in it.
  mutating func entry(_ record: NamespaceRecord) -> Entry {
    for pid in record.processes {
      if let facts = facts(of: pid, in: record.namespace) {
        return Entry(record: record, process: facts, task: pid)
      }
    }
    for case .thread(let thread, let pid) in record.keepers {
      if let facts = facts(of: pid) { return Entry(record: record, process: facts, task: thread) }
    }
    return Entry(record: record, process: nil, task: nil)
  }

  /// All that are there, by number. Where all that was in one has ended since, it counts only if
  /// something else keeps it: and what is nested or owned counts only if it is there itself.
  mutating func entries(_ census: Census) -> [Entry] {
    let all = census.records.map { entry($0) }
    var open = all.filter { $0.process != nil || !$0.record.keepers.isEmpty }.map(\.record)
    var present = Set(open.map(\.namespace))
    while let record = open.popLast() {
      for other in [record.parent, record.owner].compactMap({ $0 }) where present.insert(other).inserted {
        if let above = census[other.number] { open.append(above) }
      }
    }
    return all.filter { present.contains($0.record.namespace) }
  }
}
