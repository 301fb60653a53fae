import Console
import Isolation

@main
enum Tool {
  static func main() {
    let language = Language.preferred
    var options = Options()
    let operands = Options.table.scatteredOperands(into: &options, in: language)
    do throws(Refusal) {
      try options.take(operands)
      try options.check()
    } catch { Options.table.refuse(error, in: language) }
    if options.mode == .watch { Watch(options).run(in: language) }
    do throws(Errno) {
      let census = try Census(options.depth, kinds: options.searchedKinds)
      do throws(Refusal) {
        Terminal.output.deliver(try options.answer(census, in: language), by: "ns-list")
      } catch { Options.table.refuse(error, in: language) }
      if options.isComplete { options.hint(census, in: language) }
    } catch {
      ErrorReport("ns-list", in: language).show("\(KernelError("open(\"/proc\")", error))")
      exit(1)
    }
    exit(0)
  }
}

extension Options {
  /// What is to be written.
  fileprivate func answer(_ census: Census, in language: Language) throws(Refusal) -> [UInt8] {
    let names = UserNames()
    if let task, !census.records.contains(where: { $0.processes.contains(task) }) { throw .noProcess(task) }
    switch mode {
    case .namespaces, .processes, .watch:
      if case .processes(let number) = mode, census[number] == nil { throw .noNamespace(number, census) }
      return rendered(table(entries(census, names), census, names))
    case .keepers(let number): return try keepers(of: number, census, names, in: language)
    case .pids(let pid): return try pids(of: pid)
    case .graph(let form): return graph(form, entries(census, names), census)
    case .columns:
      var table = Table(
        [Column("COLUMN"), Column("DESCRIPTION")],
        Field.allCases.map { Row([Cell($0.name), Cell($0.help.in(language))]) })
      table.hasHeadings = hasHeadings
      return rendered(table)
    }
  }

  /// How much of the host could not be looked at.
  fileprivate func hint(_ census: Census, in language: Language) {
    guard census.unreadable > 0 else { return }
    let text = Text(
      en: "processes that did not show everything: \(census.unreadable); what only they keep is not listed",
      zh: "有 \(census.unreadable) 个进程没有全部开放查看：只由它们保持的命名空间未列出")
    ErrorReport("ns-list", in: language).show(text.in(language))
  }
}
