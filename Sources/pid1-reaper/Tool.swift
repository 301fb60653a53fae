import Console
import Isolation

@main
enum Tool {
  static func main() {
    let language = Language.preferred
    let standIn = StandIn.called
    // Made only where it is needed: options, help, a refusal.
    func table() -> OptionTable<Options> { standIn?.table ?? Options.table }
    let tool = standIn?.tool ?? "pid1-reaper"
    var options = Options()
    standIn?.setUp(&options)
    let words = Arguments.own
    options.command = words.beginWithOption ? table().operands(words, into: &options, in: language) : words
    standIn?.finish(&options, after: words)
    let facts = Facts(for: options)
    var log: Log?
    do throws(Refusal) {
      try options.check(facts)
      if options.tells { log = try options.log.map { file throws(Refusal) in try Log(file) } ?? Log() }
    } catch { table().refuse(error, in: language) }
    if options.warnsOfNoReaping, !facts.isInit, !facts.isSubreaper, !options.becomesSubreaper(facts) {
      (log ?? .standardError).write("\(tool): \(Text.noReaping.in(language))\n")
    }
    Conduct(
      tool, in: language, explaining: options.explain && !options.json, dry: options.dryRun,
      telling: log?.terminal
    ).run(
      Plan(
        options, on: facts, telling: options.witness(of: tool, in: language, to: log), to: log?.descriptor),
      refused: standIn?.execStatus)
  }
}

extension Text {
  fileprivate static let noReaping = Text(
    en: "this is neither PID 1 nor a subreaper, so zombie reaping won't work: add -s, or set TINI_SUBREAPER",
    zh: "本进程既不是 PID 1 也不是 subreaper，无法回收僵尸进程（zombie reaping won't work）：请加上 -s，或设置 TINI_SUBREAPER")
}
