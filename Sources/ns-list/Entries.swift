import Console
import Isolation

extension Options {
  /// The lines that were asked for, by number or pid.
  func entries(_ census: Census, _ names: UserNames) -> [Entry] {
    var lookup = Lookup()
    guard case .processes(let number) = mode else {
      return lookup.entries(census).filter { accepts($0.record) && accepts($0, names) }
    }
    guard let record = census[number] else { return [] }
    let all = record.processes.compactMap { pid in
      lookup.facts(of: pid, in: record.namespace).map { Entry(record: record, process: $0, task: pid) }
    }
    return all.filter { accepts($0, names) }
  }

  private func accepts(_ record: NamespaceRecord) -> Bool {
    if !kinds.isEmpty, !kinds.contains(record.namespace.kind) { return false }
    if persistent, !record.processes.isEmpty { return false }
    return task.map { record.processes.contains($0) } ?? true
  }

  private func accepts(_ entry: Entry, _ names: UserNames) -> Bool {
    filter?.accepts { name in Field(named: name).map { entry.cell($0, names) } ?? .none } ?? true
  }
}
