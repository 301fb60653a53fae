import Console
import Isolation

@main
enum Tool {
  static func main() {
    let language = Language.preferred
    var options = Options()
    options.command = Options.table.operands(into: &options, in: language)
    let facts: Facts, places: [GroupPlace], story: Story?
    do throws(Refusal) {
      if options.command.isEmpty { try options.check(Facts()) }
      facts = try Facts(for: options)
      try options.check(facts)
      places = try options.places(facts)
      story = try Story(options, in: language, places)
    } catch { Options.table.refuse(error, in: language) }
    Conduct("cgroup-run", in: language, explaining: options.explain, dry: options.dryRun)
      .run(Plan(options, on: facts, in: places, telling: story), tellingSignals: true)
  }
}
