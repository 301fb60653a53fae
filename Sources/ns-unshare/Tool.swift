import Console
import Isolation

@main
enum Tool {
  static func main() {
    let language = Language.preferred
    var options = Options()
    options.command = Options.table.operands(into: &options, in: language)
    let facts = Facts(for: options)
    do throws(Refusal) { try options.check(facts) } catch { Options.table.refuse(error, in: language) }
    Conduct("ns-unshare", in: language, explaining: options.explain, dry: options.dryRun)
      .run(Plan(options, on: facts))
  }
}
