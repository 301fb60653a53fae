import Console
import Isolation

/// What a line of the table is about: a namespace, and the process that stands for it.
struct Entry {
  let record: NamespaceRecord
  /// nil: nobody is in it, or nobody who may be seen.
  let process: ProcessFacts?
  /// The task that is shown: a thread, where no process is in the namespace.
  let task: Int32?

  func cell(_ field: Field, _ names: UserNames) -> Cell {
    switch field {
    case .ns: .number(record.namespace.number)
    case .type: Cell(record.namespace.kind.name)
    case .path: record.path.map { .text($0) } ?? .none
    case .nprocs: Cell(process == nil ? 0 : record.processes.count)
    case .pid: task.map { Cell($0) } ?? .none
    case .ppid: process.map { Cell($0.parent) } ?? .none
    case .command: process.map { .text($0.command) } ?? .none
    // Where nobody is in it, lsns tells the owner of the namespace's file, who is always root.
    case .uid: Cell(process?.user ?? 0)
    case .user: Cell(names[process?.user ?? 0])
    case .netnsid: record.networkId.map { Cell("\($0)") } ?? .none
    case .nsfs: record.ownMounts.isEmpty ? .none : .list(record.ownMounts)
    case .pns: .number(record.parent?.number ?? 0)
    case .ons: .number(record.owner?.number ?? 0)
    case .creator: record.creator.map { Cell(names[$0]) } ?? .none
    case .kept: record.keepers.isEmpty ? .none : .list(record.keepers.map(\.brief))
    }
  }
}

extension NamespaceRecord {
  var ownMounts: [CString] {
    keepers.compactMap { if case .mount(let path) = $0 { path } else { nil } }
  }
}

extension Keeper {
  /// In a word or two, for a column.
  var brief: CString {
    switch self {
    case .process(let pid): CString("process \(pid)")
    case .thread(let thread, let pid): CString("thread \(pid)/\(thread)")
    case .forChildren(let pid): CString("children of \(pid)")
    case .mount(let path): "mount " + path
    case .foreignMount(let path, let namespace, _): CString("mount \(namespace) ") + path
    case .descriptor(let number, let pid): CString("fd \(pid)/\(number)")
    case .socket(let number, let pid): CString("socket \(pid)/\(number)")
    case .child(let namespace): CString("child \(namespace)")
    case .owned(let namespace): CString("owns \(namespace)")
    }
  }
}
