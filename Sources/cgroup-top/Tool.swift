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
    if options.listsColumns {
      Terminal.output.deliver(options.columns(in: language), by: "cgroup-top")
      exit(0)
    }
    do throws(Refusal) {
      if options.isOnScreen {
        var live = try Live(options, in: language)
        live.run()
      }
      let batch = try Batch(options, in: language)
      try batch.run()
    } catch { Options.table.refuse(error, in: language) }
    exit(0)
  }
}

extension Options {
  /// A line for each column that there is.
  fileprivate func columns(in language: Language) -> [UInt8] {
    var table = Console.Table(
      [Column("COLUMN"), Column("DESCRIPTION")],
      Field.allCases.map { Row([Cell($0.rawValue), Cell($0.help.in(language))]) })
    table.hasHeadings = hasHeadings
    return form == .json ? table.json("columns").text : form == .raw ? table.raw() : table.plain()
  }
}
