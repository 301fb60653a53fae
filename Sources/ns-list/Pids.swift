import Console
import Isolation

extension Options {
  /// A process's pid in each pid namespace that it can be seen from, from outside in.
  func pids(of pid: Int32) throws(Refusal) -> [UInt8] {
    guard let process = try? ProcessStatus(of: pid), process.isAlive else { throw .noProcess(pid) }
    // The kernel shows no namespace above the reader's own: there may be fewer than there are pids.
    let ancestry = (try? Namespace.ancestry(of: CString("/proc/\(pid)/ns/pid"))) ?? []
    let missing = max(0, process.levels.count - ancestry.count)
    let namespaces =
      [Namespace?](repeating: nil, count: missing) + ancestry.prefix(process.levels.count).reversed()
    let rows = zip(namespaces, process.levels).map { namespace, pid in
      Row([namespace.map { Cell($0.number) } ?? .none, Cell(pid)])
    }
    var table = Table([Column("NS", isRight: true), Column("PID", isRight: true)], rows)
    table.hasHeadings = hasHeadings
    return form == .json ? table.json("pids").text : rendered(table)
  }
}
